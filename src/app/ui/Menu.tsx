import { useId, useRef, useState, type ReactNode } from 'react'
import { Button, type ButtonLook } from './Button.tsx'
import { lazyOverlay } from './lazy-overlay.tsx'
import type { Placement } from './placement.ts'

export interface MenuItem {
  readonly id: string
  readonly title: string
  readonly detail?: string
  readonly icon?: ReactNode
  /** Shown at the right edge; the key itself is offered by `useCommands`. */
  readonly keys?: string
  readonly disabled?: boolean
  readonly danger?: boolean
  readonly run: () => void
}

/** Items between two lines; with `chosen` they are ticked, and with `many` the menu stays open for more. */
export interface MenuSection {
  readonly id: string
  readonly title?: string
  readonly items: readonly MenuItem[]
  readonly chosen?: readonly string[]
  readonly many?: boolean
}

interface Props {
  /** Name of the menu; also of the button when `iconOnly`. */
  readonly label: string
  readonly trigger: ReactNode
  readonly iconOnly?: boolean
  readonly look?: ButtonLook
  readonly size?: 'normal' | 'small'
  readonly className?: string
  readonly placement?: Placement
  readonly disabled?: boolean
  readonly sections: readonly MenuSection[]
}

const List = lazyOverlay(() => import('./overlay/MenuList.tsx').then((it) => it.MenuList))

/** A button that opens a menu: arrows, type-ahead, Home and End, Escape. */
export function Menu(props: Props) {
  const {
    label,
    trigger,
    iconOnly = false,
    look,
    size,
    className,
    placement,
    disabled = false,
    sections,
  } = props
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const [focusOn, setFocusOn] = useState<'first' | 'last'>()
  const isOpen = focusOn !== undefined
  return (
    <>
      <Button
        ref={button}
        {...(look ? { look } : {})}
        {...(size ? { size } : {})}
        {...(className ? { className } : {})}
        {...(iconOnly ? { 'aria-label': label, title: label } : {})}
        disabled={disabled}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setFocusOn(isOpen ? undefined : 'first')}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          setFocusOn(event.key === 'ArrowDown' ? 'first' : 'last')
        }}
      >
        {trigger}
      </Button>
      {focusOn ? (
        <List
          id={id}
          label={label}
          target={button}
          focusOn={focusOn}
          sections={sections}
          onClose={() => setFocusOn(undefined)}
          {...(placement ? { placement } : {})}
        />
      ) : null}
    </>
  )
}

interface AtProps {
  readonly label: string
  readonly target: { readonly current: Element | null }
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly placement?: Placement
  readonly sections: readonly MenuSection[]
}

/** The same menu at an element of the caller's, without a button: for a row's own menu. */
export function MenuAt({ label, target, isOpen, onClose, placement, sections }: AtProps) {
  const id = useId()
  return isOpen ? (
    <List
      id={id}
      label={label}
      target={target}
      focusOn="first"
      sections={sections}
      onClose={onClose}
      {...(placement ? { placement } : {})}
    />
  ) : null
}
