import { Eye, EyeOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useRevealNumber } from '../../api/calls.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { Button } from '../../ui/Button.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { readableText } from '../../ui/readable-text.ts'
import { TextField } from '../../ui/TextField.tsx'
import { maskedNumberText } from './masked-number.ts'
import styles from './card.module.css'

interface Props {
  readonly callid: string
  readonly masked: string | null
  /** False: the store keeps no sealed number, only what the mask shows. */
  readonly canReveal: boolean
}

/** Long enough to read it to somebody or type it; then it is gone from the page again. */
const SHOWN_SECONDS = 30

/** The number, masked. The whole of it comes for a reason that the audit keeps, and hides by itself. */
export function RevealNumber({ callid, masked, canReveal }: Props) {
  const { messages } = useLanguage()
  const texts = messages.dashboard.reveal
  const [number, setNumber] = useState<string>()
  if (number !== undefined) return <ShownNumber number={number} onHide={() => setNumber(undefined)} />
  return (
    <span className={styles['number']}>
      <span aria-label={messages.dashboard.card.number}>{masked ? maskedNumberText(masked) : '••••'}</span>
      {canReveal ? (
        <Popover
          label={texts.title}
          iconOnly
          look="quiet"
          size="small"
          trigger={<Eye size={14} aria-hidden="true" />}
        >
          {(close) => (
            <RevealForm
              callid={callid}
              onShown={(shown) => {
                close()
                setNumber(shown)
              }}
            />
          )}
        </Popover>
      ) : null}
    </span>
  )
}

function ShownNumber({ number, onHide }: { readonly number: string; readonly onHide: () => void }) {
  const { messages } = useLanguage()
  const [left, setLeft] = useState(SHOWN_SECONDS)
  useEffect(() => {
    const timer = setInterval(() => setLeft((seconds) => seconds - 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  useEffect(() => {
    if (left <= 0) onHide()
  }, [left, onHide])
  return (
    <span className={styles['number']}>
      <output>{readableText(number)}</output>
      <Button
        look="quiet"
        size="small"
        onClick={onHide}
        title={messages.dashboard.reveal.hidesIn(String(left))}
        aria-label={messages.dashboard.reveal.hide}
      >
        <EyeOff size={14} aria-hidden="true" /> {left}
      </Button>
    </span>
  )
}

interface FormProps {
  readonly callid: string
  readonly onShown: (number: string) => void
}

function RevealForm({ callid, onShown }: FormProps) {
  const { messages } = useLanguage()
  const texts = messages.dashboard.reveal
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const { mutate, isPending, error } = useRevealNumber(callid)
  const isMissing = isAsked && reason.trim() === ''
  return (
    <form
      className={styles['reveal']}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (reason.trim() !== '') mutate(reason.trim(), { onSuccess: onShown })
      }}
    >
      <TextField
        label={texts.why}
        value={reason}
        onChange={setReason}
        maxLength={500}
        help={texts.whyHelp}
        {...(isMissing ? { error: texts.reasonNeeded } : {})}
      />
      {error ? (
        <p role="alert" className={styles['revealError']}>
          {texts.failed} {error.message}
        </p>
      ) : null}
      <Button type="submit" look="primary" disabled={isPending}>
        {texts.confirm}
      </Button>
    </form>
  )
}
