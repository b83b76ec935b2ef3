import { useState } from 'react'
import { useLanguage } from '../../../i18n/language.tsx'
import { readableLines } from '../../../ui/readable-text.ts'
import styles from './details.module.css'

const HEAD_CHARS = 2_000
const TAIL_CHARS = 800
/** What one press adds: laid out in well under 50 ms. */
const STEP_CHARS = 40_000

/** Head and tail at once, the middle piece by piece: a text of any length opens without a wait. */
export function LongText({ text }: { readonly text: string }) {
  const { messages, formatNumber } = useLanguage()
  const [shownHead, setShownHead] = useState(HEAD_CHARS)
  const tailAt = whole(text, Math.max(shownHead, text.length - TAIL_CHARS))
  const headEnd = whole(text, Math.min(shownHead, tailAt))
  const hidden = tailAt - headEnd
  return (
    <>
      {readableLines(text.slice(0, headEnd))}
      {hidden > 0 ? (
        <span className={styles['gap']}>
          {messages.event.longText.hidden(formatNumber(hidden))}
          <button
            type="button"
            className={styles['quiet-button']}
            onClick={() => setShownHead(shownHead + STEP_CHARS)}
          >
            {hidden > STEP_CHARS
              ? messages.event.longText.more(formatNumber(STEP_CHARS))
              : messages.event.longText.all}
          </button>
        </span>
      ) : null}
      {readableLines(text.slice(tailAt))}
    </>
  )
}

/** Not between the halves of one character. */
function whole(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code < 0xe000 ? at + 1 : at
}
