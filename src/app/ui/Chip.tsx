import { X } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'
import { labelHue } from '#protocol/label-colour.ts'
import { useMessages } from '../i18n/language.tsx'
import styles from './Chip.module.css'

interface Props {
  readonly tone?: 'plain' | 'accent' | 'warn' | 'error'
  readonly children: ReactNode
  readonly title?: string
  /** Makes the chip a button. */
  readonly onPress?: () => void
  /** Adds a cross at its end; `removeName` says what goes. */
  readonly onRemove?: () => void
  readonly removeName?: string
}

/** A small fact that stands out of a line: an origin, a tag, a filter. */
export function Chip({ tone = 'plain', children, title, onPress, onRemove, removeName = '' }: Props) {
  const messages = useMessages()
  const className = `${styles['chip']} ${styles[tone]}`
  const text = <span className={styles['text']}>{children}</span>
  return (
    <span className={className} title={title}>
      {onPress ? (
        <button type="button" className={styles['press']} onClick={onPress}>
          {text}
        </button>
      ) : (
        text
      )}
      {onRemove ? (
        <button
          type="button"
          className={styles['remove']}
          aria-label={messages.ui.remove(removeName)}
          onClick={onRemove}
        >
          <X size={12} aria-hidden="true" />
        </button>
      ) : null}
    </span>
  )
}

/** A tracker instance's label in the colour of its name, the same as in the console. */
export function LabelChip({ label, children }: { readonly label: string; readonly children?: ReactNode }) {
  const hue: CSSProperties & Record<'--label-hue', number> = { '--label-hue': labelHue(label) }
  return (
    <span className={`${styles['chip']} ${styles['label']}`} style={hue}>
      <span className={styles['text']}>{children ?? label}</span>
    </span>
  )
}
