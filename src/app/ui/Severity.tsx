import { useMessages } from '../i18n/language.tsx'
import styles from './Severity.module.css'
import type { Severity } from './severity-of.ts'

interface Props {
  readonly severity: Severity
  /** True where the word stands beside it anyway. */
  readonly silent?: boolean
}

/** On a 10 × 10 grid. Shape first, colour second: each is known without the other. */
const SHAPES: Readonly<Partial<Record<Severity, string>>> = {
  warn: 'M5 .8 9.6 9.2H.4Z',
  error: 'M5 .8a4.2 4.2 0 1 1 0 8.4A4.2 4.2 0 0 1 5 .8Z',
  alarm: 'M5 0 10 5 5 10 0 5Z',
}

/** ▲ warning, ● error, ◆ alarm; nothing to see below that, but a word for screen readers. */
export function SeverityShape({ severity, silent = false }: Props) {
  const word = useMessages().ui.severity[severity]
  const shape = SHAPES[severity]
  return (
    <span
      className={`${styles['severity']} ${styles[severity] ?? ''}`}
      title={silent || !shape ? undefined : word}
    >
      {shape ? (
        <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
          <path d={shape} fill="currentColor" />
        </svg>
      ) : null}
      {silent ? null : <span className="spoken">{word}</span>}
    </span>
  )
}
