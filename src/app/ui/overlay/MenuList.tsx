import { Check } from 'lucide-react'
import { Header, Menu, MenuItem, MenuSection, Popover, Text } from 'react-aria-components/Menu'
import type { RefObject } from 'react'
import { Kbd } from '../Kbd.tsx'
import type { MenuSection as Section, MenuItem as Item } from '../Menu.tsx'
import type { Placement } from '../placement.ts'
import styles from './overlay.module.css'

interface Props {
  readonly id: string
  readonly label: string
  readonly target: RefObject<Element | null>
  readonly focusOn: 'first' | 'last'
  readonly placement?: Placement
  readonly sections: readonly Section[]
  readonly onClose: () => void
}

export function MenuList(props: Props) {
  const { id, label, target, focusOn, placement = 'bottom start', sections, onClose } = props
  const disabled = sections.flatMap((it) => it.items.filter((item) => item.disabled).map((item) => item.id))
  return (
    <Popover
      isOpen
      trigger="MenuTrigger"
      triggerRef={target}
      placement={placement}
      offset={4}
      aria-label={label}
      className={styles['card'] ?? ''}
      onOpenChange={(isOpen) => isOpen || onClose()}
    >
      <Menu
        id={id}
        aria-label={label}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- its button has just been pressed: the focus belongs in it
        autoFocus={focusOn}
        className={styles['items'] ?? ''}
        disabledKeys={disabled}
        onClose={onClose}
      >
        {sections.map((section) => (
          <MenuSection
            key={section.id}
            id={section.id}
            className={styles['section'] ?? ''}
            {...(section.title === undefined ? { 'aria-label': label } : {})}
            {...(section.chosen
              ? {
                  selectionMode: section.many ? ('multiple' as const) : ('single' as const),
                  selectedKeys: section.chosen,
                  disallowEmptySelection: !section.many,
                  shouldCloseOnSelect: !section.many,
                }
              : {})}
          >
            {section.title === undefined ? null : (
              <Header className={styles['heading'] ?? ''}>{section.title}</Header>
            )}
            {section.items.map((item) => (
              <Entry key={item.id} item={item} isChosen={section.chosen?.includes(item.id) ?? false} />
            ))}
          </MenuSection>
        ))}
      </Menu>
    </Popover>
  )
}

function Entry({ item, isChosen }: { readonly item: Item; readonly isChosen: boolean }) {
  return (
    <MenuItem
      id={item.id}
      textValue={item.title}
      className={`${styles['item']} ${item.danger ? styles['danger'] : ''}`}
      onAction={item.run}
    >
      <span className={styles['mark']} aria-hidden="true">
        {isChosen ? <Check size={14} /> : item.icon}
      </span>
      <span className={styles['text']}>
        <Text slot="label">{item.title}</Text>
        {item.detail ? (
          <Text slot="description" className={styles['detail'] ?? ''}>
            {item.detail}
          </Text>
        ) : null}
      </span>
      {item.keys ? <Kbd keys={item.keys} /> : null}
    </MenuItem>
  )
}
