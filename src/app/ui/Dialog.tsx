import type { ReactNode } from 'react'
import { lazyOverlay } from './lazy-overlay.tsx'

export interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly size?: 'small' | 'medium' | 'large'
  /** `alertdialog` where something is destroyed: a click outside does not close it. */
  readonly role?: 'dialog' | 'alertdialog'
  /** Buttons at its foot; the one that does it last. */
  readonly actions?: ReactNode
  /** No title line: the content names itself (the command palette). */
  readonly bare?: boolean
  readonly children: ReactNode
}

const Modal = lazyOverlay(() => import('./overlay/ModalDialog.tsx').then((it) => it.ModalDialog))

/** A window over the page: focus stays in it, Escape closes it and gives the focus back. */
export function Dialog({ isOpen, ...rest }: DialogProps) {
  return isOpen ? <Modal {...rest} /> : null
}
