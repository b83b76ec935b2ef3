import type { ReactNode } from 'react'
import { Button, type ButtonProps } from './Button.tsx'
import styles from './Button.module.css'
import { Tooltip } from './Tooltip.tsx'

interface Props extends Omit<ButtonProps, 'aria-label' | 'title' | 'children'> {
  /** What it does: its name for screen readers, and its tooltip. */
  readonly label: string
  /** Shown in the tooltip; the key itself is offered by `useCommands`. */
  readonly keys?: string
  /** An icon of lucide-react, 14 to 16 px. */
  readonly children: ReactNode
}

/** A button that is only an icon: never without a name. */
export function IconButton({ label, keys, look = 'quiet', className = '', children, ...rest }: Props) {
  return (
    <Tooltip text={label} names {...(keys === undefined ? {} : { keys })}>
      <Button {...rest} look={look} className={`${styles['icon']} ${className}`} aria-label={label}>
        {children}
      </Button>
    </Tooltip>
  )
}
