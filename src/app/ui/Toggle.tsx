import type { ReactNode } from 'react'
import styles from './Toggle.module.css'

interface Props {
  readonly label: ReactNode
  readonly detail?: ReactNode
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
  readonly disabled?: boolean
}

function Toggle({
  label,
  detail,
  isOn,
  onChange,
  disabled,
  look,
}: Props & { readonly look: 'switch' | 'checkbox' }) {
  return (
    <label className={styles['toggle']}>
      <input
        type="checkbox"
        {...(look === 'switch' ? { role: 'switch' } : {})}
        className={styles[look]}
        checked={isOn}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        {label}
        {detail ? <span className={styles['detail']}>{detail}</span> : null}
      </span>
    </label>
  )
}

/** Works at once. Native, so that forms, keyboard and touch are the browser's. */
export function Switch(props: Props) {
  return <Toggle {...props} look="switch" />
}

/** One of several to choose, or a consent that a button then acts on. */
export function Checkbox(props: Props) {
  return <Toggle {...props} look="checkbox" />
}
