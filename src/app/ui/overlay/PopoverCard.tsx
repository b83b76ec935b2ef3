import { Popover } from 'react-aria-components/Popover'
import type { ReactNode, RefObject } from 'react'
import type { Placement } from '../placement.ts'
import styles from './overlay.module.css'

interface Props {
  readonly id: string
  readonly label: string
  readonly target: RefObject<Element | null>
  readonly placement?: Placement
  readonly onClose: () => void
  readonly children: ReactNode
}

export function PopoverCard({ id, label, target, placement = 'bottom start', onClose, children }: Props) {
  return (
    <Popover
      isOpen
      triggerRef={target}
      placement={placement}
      offset={4}
      aria-label={label}
      className={`${styles['card']} ${styles['padded']}`}
      onOpenChange={(isOpen) => isOpen || onClose()}
    >
      <div id={id}>{children}</div>
    </Popover>
  )
}
