import { ChevronDown } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { useMessages } from '../i18n/language.tsx'
import { lazyOverlay } from './lazy-overlay.tsx'
import styles from './Select.module.css'

export interface SelectOption<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly detail?: string
}

interface Props<Value extends string> {
  readonly label: string
  /** False: the label is for screen readers only, since the place says it. */
  readonly showLabel?: boolean
  readonly value: Value | undefined
  readonly options: readonly SelectOption<Value>[]
  readonly onChange: (value: Value) => void
  readonly disabled?: boolean
}

const List = lazyOverlay(() => import('./overlay/SelectList.tsx').then((it) => it.SelectList))

/** One of several, with room for a line about each; `Choice` is the plain one for a top bar. */
export function Select<Value extends string>(props: Props<Value>) {
  const { label, showLabel = true, value, options, onChange, disabled = false } = props
  const messages = useMessages()
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const chosen = options.find((it) => it.value === value)
  return (
    <div className={styles['field']}>
      <span id={`${id}-label`} className={showLabel ? styles['label'] : 'spoken'}>
        {label}
      </span>
      <button
        ref={button}
        id={`${id}-button`}
        type="button"
        className={styles['button']}
        disabled={disabled}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-labelledby={`${id}-label ${id}-button`}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          setOpen(true)
        }}
      >
        <span className={chosen ? styles['value'] : styles['empty']}>
          {chosen?.label ?? messages.ui.notChosen}
        </span>
        <ChevronDown size={14} aria-hidden="true" />
      </button>
      {isOpen ? (
        <List
          id={id}
          label={label}
          target={button}
          value={value}
          options={options}
          onClose={() => setOpen(false)}
          onChoose={(next) => {
            const option = options.find((it) => it.value === next)
            if (option) onChange(option.value)
          }}
        />
      ) : null}
    </div>
  )
}
