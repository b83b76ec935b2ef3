import type { RefObject } from 'react'
import { Header, Keyboard, Menu, MenuItem, MenuSection, Popover, Text } from 'react-aria-components'
import { useMessages } from '../i18n/language.tsx'
import { VALUE_ACTIONS, VALUE_KEYS, type ValueAction, type ValueActions } from './value-keys.ts'
import styles from './Value.module.css'

interface Props {
  readonly trigger: RefObject<HTMLElement | null>
  readonly label: string
  readonly actions: ValueActions
  readonly onClose: () => void
}

/** What can be done with a value, with the keys that do it without the menu. */
export function ValueMenu({ trigger, label, actions, onClose }: Props) {
  const messages = useMessages()
  const offered = VALUE_ACTIONS.filter((action) => actions[action])
  return (
    <Popover
      triggerRef={trigger}
      isOpen
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      placement="bottom start"
      className={styles['popover'] ?? ''}
    >
      <Menu
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a menu that was just asked for takes the keys
        autoFocus="first"
        aria-label={label}
        className={styles['menu'] ?? ''}
        onClose={onClose}
        onAction={(key) => {
          onClose()
          actions[key as ValueAction]?.()
        }}
      >
        <MenuSection>
          <Header className={styles['title'] ?? ''}>{label}</Header>
          {offered.map((action) => (
            <MenuItem
              key={action}
              id={action}
              className={styles['item'] ?? ''}
              textValue={messages.value[action]}
            >
              <Text slot="label">{messages.value[action]}</Text>
              <Keyboard className={styles['key'] ?? ''}>{VALUE_KEYS[action]}</Keyboard>
            </MenuItem>
          ))}
        </MenuSection>
      </Menu>
    </Popover>
  )
}
