import { X } from 'lucide-react'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useId } from 'react'
import { useMessages } from '../../i18n/language.tsx'
import { Button } from '../Button.tsx'
import type { DialogProps } from '../Dialog.tsx'
import styles from './overlay.module.css'

export function ModalDialog(props: Omit<DialogProps, 'isOpen'>) {
  const { title, onClose, size = 'medium', role = 'dialog', actions, bare = false, children } = props
  const messages = useMessages()
  const titleId = useId()
  return (
    <ModalOverlay
      isOpen
      isDismissable={role === 'dialog'}
      className={styles['backdrop'] ?? ''}
      onOpenChange={(isOpen) => isOpen || onClose()}
    >
      <Modal className={`${styles['modal']} ${styles[size]}`}>
        <Dialog
          role={role}
          className={styles['dialog'] ?? ''}
          {...(bare ? { 'aria-label': title } : { 'aria-labelledby': titleId })}
        >
          {bare ? (
            children
          ) : (
            <>
              <div className={styles['title']}>
                <h2 id={titleId}>{title}</h2>
                <Button look="quiet" size="small" aria-label={messages.ui.close} onClick={onClose}>
                  <X size={16} aria-hidden="true" />
                </Button>
              </div>
              <div className={styles['body']}>{children}</div>
              {actions ? <div className={styles['actions']}>{actions}</div> : null}
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
