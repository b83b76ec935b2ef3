import styles from './Choice.module.css'

interface Props<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value) => void
}

/** A native select: keyboard, screen reader and touch for free. */
export function Choice<Value extends string>({ label, value, options, onChange }: Props<Value>) {
  return (
    <select
      className={styles['choice']}
      aria-label={label}
      title={label}
      value={value}
      onChange={(event) => {
        const chosen = options.find((it) => it.value === event.target.value)
        if (chosen) onChange(chosen.value)
      }}
    >
      {options.map((it) => (
        <option key={it.value} value={it.value}>
          {it.label}
        </option>
      ))}
    </select>
  )
}
