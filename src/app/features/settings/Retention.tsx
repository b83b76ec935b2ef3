import { useState } from 'react'
import { sentenceOf } from '../../api/sentence.ts'
import { useSetRetention } from '../../api/settings.ts'
import { useMessages } from '../../i18n/language.tsx'
import { flashStatus } from '../../state/status-line.ts'
import { Button } from '../../ui/Button.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { TextField } from '../../ui/TextField.tsx'
import styles from './settings.module.css'

interface Props {
  readonly retention: {
    readonly days: number | null
    readonly diskPercent: number | null
    readonly isFixed: boolean
  }
}

/** How long live logs are kept. */
export function Retention({ retention }: Props) {
  const messages = useMessages()
  const words = messages.settings.retention
  const save = useSetRetention()
  const stored = retention.days === null ? '' : String(retention.days)
  const [draft, setDraft] = useState<string | undefined>()
  const text = draft ?? stored
  const days = text.trim() === '' ? null : Number(text)
  const isValid = days === null || (Number.isInteger(days) && days >= 1 && days <= 36_500)
  return (
    <Panel
      title={words.title}
      problem={save.error ? { message: sentenceOf(save.error) } : undefined}
      className={styles['panel'] ?? ''}
    >
      <p className={styles['help']}>{words.help}</p>
      {retention.diskPercent === null ? null : (
        <p className={styles['help']}>{words.disk(retention.diskPercent)}</p>
      )}
      <form
        className={styles['line']}
        onSubmit={(event) => {
          event.preventDefault()
          if (!isValid) return
          save.mutate(days, {
            onSuccess: () => {
              setDraft(undefined)
              flashStatus(words.saved)
            },
          })
        }}
      >
        <TextField
          label={words.days}
          value={text}
          onChange={setDraft}
          inputMode="numeric"
          placeholder={words.kept}
          disabled={retention.isFixed}
          autoComplete="off"
          className={styles['days'] ?? ''}
          {...(isValid ? {} : { error: words.wrong })}
          {...(retention.isFixed ? { help: words.fixed } : {})}
        />
        <Button type="submit" disabled={retention.isFixed || !isValid || text === stored || save.isPending}>
          {words.save}
        </Button>
      </form>
    </Panel>
  )
}
