import { useState } from 'react'
import { ApiError } from '../../api/client.ts'
import { useSignIn } from '../../api/access.ts'
import { useMessages } from '../../i18n/language.tsx'
import { Button } from '../../ui/Button.tsx'
import styles from './SignInPage.module.css'

/** Shown in place of any page while the server asks for a token; the address stays, so a link survives. */
export function SignInPage() {
  const messages = useMessages()
  const signIn = useSignIn()
  const [token, setToken] = useState('')
  const isThrottled = signIn.error instanceof ApiError && signIn.error.status === 429
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        signIn.mutate(token)
      }}
    >
      <h1>{messages.frame.signIn.title}</h1>
      <label>
        {messages.frame.signIn.token}
        <input
          type="password"
          autoComplete="current-password"
          value={token}
          onChange={(event) => setToken(event.target.value)}
          aria-invalid={signIn.isError}
        />
      </label>
      <p role={signIn.isError ? 'alert' : undefined} className={signIn.isError ? styles['wrong'] : undefined}>
        {signIn.isError
          ? isThrottled
            ? messages.frame.signIn.wait
            : messages.frame.signIn.wrong
          : messages.frame.signIn.help}
      </p>
      <Button type="submit" look="primary" disabled={token === '' || signIn.isPending}>
        {messages.frame.signIn.submit}
      </Button>
    </form>
  )
}
