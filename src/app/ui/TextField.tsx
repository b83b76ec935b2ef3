import { useId, type InputHTMLAttributes, type ReactNode, type Ref } from 'react'
import styles from './TextField.module.css'

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'size'> {
  readonly label: string
  /** False: the label is for screen readers only. */
  readonly showLabel?: boolean
  readonly value: string
  readonly onChange: (value: string) => void
  /** What to type here, under the field. */
  readonly help?: ReactNode
  /** What is wrong and how to set it right; replaces the help. */
  readonly error?: ReactNode
  readonly ref?: Ref<HTMLInputElement>
}

export function TextField(props: Props) {
  const { label, showLabel = true, value, onChange, help, error, className = '', ...rest } = props
  const id = useId()
  const below = error ?? help
  return (
    <div className={`${styles['field']} ${className}`}>
      <label htmlFor={id} className={showLabel ? styles['label'] : 'spoken'}>
        {label}
      </label>
      <input
        {...rest}
        id={id}
        className={styles['input']}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={below ? `${id}-below` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {below ? (
        <div id={`${id}-below`} className={error ? styles['error'] : styles['help']}>
          {below}
        </div>
      ) : null}
    </div>
  )
}
