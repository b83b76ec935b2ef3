import { Check } from 'lucide-react'
import { ListBox, ListBoxItem, Popover, Text } from 'react-aria-components/Select'
import type { RefObject } from 'react'
import type { SelectOption } from '../Select.tsx'
import styles from './overlay.module.css'

interface Props {
  readonly id: string
  readonly label: string
  readonly target: RefObject<Element | null>
  readonly value: string | undefined
  readonly options: readonly SelectOption<string>[]
  readonly onChoose: (value: string) => void
  readonly onClose: () => void
}

export function SelectList({ id, label, target, value, options, onChoose, onClose }: Props) {
  return (
    <Popover
      isOpen
      trigger="Select"
      triggerRef={target}
      placement="bottom start"
      offset={4}
      aria-label={label}
      className={styles['card'] ?? ''}
      onOpenChange={(isOpen) => isOpen || onClose()}
    >
      <ListBox
        id={id}
        aria-label={label}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the list was opened by its button: the focus belongs in it
        autoFocus
        selectionMode="single"
        selectedKeys={value === undefined ? [] : [value]}
        className={styles['items'] ?? ''}
        onSelectionChange={(keys) => {
          // Empty when the present one is pressed again: it stays chosen.
          const chosen = keys === 'all' ? undefined : [...keys][0]
          if (chosen !== undefined) onChoose(String(chosen))
          onClose()
        }}
      >
        {options.map((it) => (
          <ListBoxItem key={it.value} id={it.value} textValue={it.label} className={styles['item'] ?? ''}>
            <span className={styles['mark']} aria-hidden="true">
              {it.value === value ? <Check size={14} /> : null}
            </span>
            <span className={styles['text']}>
              <Text slot="label">{it.label}</Text>
              {it.detail ? (
                <Text slot="description" className={styles['detail'] ?? ''}>
                  {it.detail}
                </Text>
              ) : null}
            </span>
          </ListBoxItem>
        ))}
      </ListBox>
    </Popover>
  )
}
