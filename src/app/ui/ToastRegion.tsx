import { X } from 'lucide-react'
import { useMessages } from '../i18n/language.tsx'
import { Button } from './Button.tsx'
import { dismissFailure, useFailures } from './toast.ts'
import styles from './ToastRegion.module.css'

/** Where failures are said, bottom right. Once in the frame. */
export function ToastRegion() {
  const messages = useMessages()
  const shown = useFailures((it) => it.shown)
  return (
    // `assertive`: it is a failure of what the reader has just done.
    <section
      className={styles['region']}
      aria-label={messages.ui.failures}
      aria-live="assertive"
      data-react-aria-top-layer="true"
    >
      {shown.map(({ id, title, detail, action }) => (
        <div key={id} className={styles['toast']}>
          <div className={styles['text']}>
            <strong>{title}</strong>
            {detail ? <p>{detail}</p> : null}
          </div>
          {action ? (
            <Button
              size="small"
              onClick={() => {
                dismissFailure(id)
                action.run()
              }}
            >
              {action.label}
            </Button>
          ) : null}
          <Button
            size="small"
            look="quiet"
            aria-label={messages.ui.close}
            title={messages.ui.close}
            onClick={() => dismissFailure(id)}
          >
            <X size={14} aria-hidden="true" />
          </Button>
        </div>
      ))}
    </section>
  )
}
