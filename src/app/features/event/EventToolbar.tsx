import { ArrowDown, ArrowUp, Copy, Link, Maximize2, Minimize2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as MenuButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useMessages } from '../../i18n/language.tsx'
import { COPY_FORMS, useCopyEvent } from './copy/use-copy-event.ts'
import type { PanelControl } from './PanelFrame.tsx'
import type { OpenRow } from './use-open-row.ts'
import styles from './event.module.css'

interface Props {
  readonly row: OpenRow
  readonly frame: PanelControl
  readonly onNeighbour: (step: 1 | -1) => void
  readonly onClose: () => void
}

const ICON = { size: 15, 'aria-hidden': true } as const

export function EventToolbar({ row, frame, onNeighbour, onClose }: Props) {
  const messages = useMessages()
  const { actions } = messages.event
  const copy = useCopyEvent(row)
  return (
    <div className={styles['toolbar']}>
      <IconButton name={actions.previous} onPress={() => onNeighbour(-1)}>
        <ArrowUp {...ICON} />
      </IconButton>
      <IconButton name={actions.next} onPress={() => onNeighbour(1)}>
        <ArrowDown {...ICON} />
      </IconButton>
      <span className={styles['space']} />
      {copy ? (
        <MenuTrigger>
          <MenuButton className={styles['icon-button'] ?? ''} aria-label={actions.copy}>
            <Copy {...ICON} />
          </MenuButton>
          <Popover className={styles['popover'] ?? ''} placement="bottom end">
            <Menu
              className={styles['menu'] ?? ''}
              aria-label={actions.copy}
              onAction={(form) => copy(form as (typeof COPY_FORMS)[number])}
            >
              {COPY_FORMS.map((form) => (
                <MenuItem key={form} id={form} className={styles['menu-item'] ?? ''}>
                  {actions[form]}
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
      ) : null}
      {copy ? (
        <IconButton name={actions.link} onPress={() => copy('link')}>
          <Link {...ICON} />
        </IconButton>
      ) : null}
      <IconButton name={frame.full ? actions.unfull : actions.full} onPress={frame.toggleFull}>
        {frame.full ? <Minimize2 {...ICON} /> : <Maximize2 {...ICON} />}
      </IconButton>
      <IconButton name={actions.close} onPress={onClose}>
        <X {...ICON} />
      </IconButton>
    </div>
  )
}

interface IconButtonProps {
  readonly name: string
  readonly onPress: () => void
  readonly children: ReactNode
}

function IconButton({ name, onPress, children }: IconButtonProps) {
  return (
    <button type="button" className={styles['icon-button']} aria-label={name} title={name} onClick={onPress}>
      {children}
    </button>
  )
}
