import { useId, useRef, useState, type ReactNode } from 'react'
import { Button, type ButtonLook } from './Button.tsx'
import { lazyOverlay } from './lazy-overlay.tsx'
import type { Placement } from './placement.ts'

interface Props {
  /** Name of the small window; also of the button unless `trigger` has readable text. */
  readonly label: string
  /** Content of the button that opens it. */
  readonly trigger: ReactNode
  /** True when the trigger is only an icon: then the button takes `label` as its name. */
  readonly iconOnly?: boolean
  readonly look?: ButtonLook
  readonly size?: 'normal' | 'small'
  readonly className?: string
  readonly placement?: Placement
  /** Given together: the owner opens and closes it. */
  readonly isOpen?: boolean
  readonly onOpenChange?: (isOpen: boolean) => void
  readonly children: ReactNode | ((close: () => void) => ReactNode)
}

const Card = lazyOverlay(() => import('./overlay/PopoverCard.tsx').then((it) => it.PopoverCard))

/** A button that opens a small window beside it: focus goes in, Escape and a click outside close it, focus comes back. */
export function Popover(props: Props) {
  const { label, trigger, iconOnly = false, look, size, className, placement, children } = props
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const [openHere, setOpenHere] = useState(false)
  const isOpen = props.isOpen ?? openHere
  const setOpen = (next: boolean) => {
    setOpenHere(next)
    props.onOpenChange?.(next)
  }
  const close = () => setOpen(false)
  return (
    <>
      <Button
        ref={button}
        {...(look ? { look } : {})}
        {...(size ? { size } : {})}
        {...(className ? { className } : {})}
        {...(iconOnly ? { 'aria-label': label, title: label } : {})}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {trigger}
      </Button>
      {isOpen ? (
        <Card id={id} label={label} target={button} onClose={close} {...(placement ? { placement } : {})}>
          {typeof children === 'function' ? children(close) : children}
        </Card>
      ) : null}
    </>
  )
}

interface AtProps {
  readonly label: string
  /** Where it stands: any element of the page. */
  readonly target: { readonly current: Element | null }
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly placement?: Placement
  readonly children: ReactNode
}

/** The same small window at an element of the caller's, without a button. */
export function PopoverAt({ label, target, isOpen, onClose, placement, children }: AtProps) {
  const id = useId()
  return isOpen ? (
    <Card id={id} label={label} target={target} onClose={onClose} {...(placement ? { placement } : {})}>
      {children}
    </Card>
  ) : null
}
