import { Tooltip, TooltipTriggerStateContext } from 'react-aria-components/Tooltip'
import type { ReactNode, RefObject } from 'react'
import styles from '../Tooltip.module.css'

interface Props {
  readonly id: string
  readonly target: RefObject<Element | null>
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Placed by react-aria: flips at the edge of the window, follows scrolling. */
export function TooltipBubble({ id, target, onClose, children }: Props) {
  // react-aria's bubble reads its state from the trigger's context only; our trigger is lighter.
  const state = { isOpen: true, shouldSkipAnimation: true, open: noop, close: onClose }
  return (
    <TooltipTriggerStateContext value={state}>
      <Tooltip isOpen triggerRef={target} offset={6} placement="bottom" className={styles['bubble'] ?? ''}>
        <span id={id} className={styles['content']}>
          {children}
        </span>
      </Tooltip>
    </TooltipTriggerStateContext>
  )
}

const noop = () => undefined
