import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import styles from './ListNotices.module.css'

interface LineProps {
  readonly tone: 'quiet' | 'warn'
  readonly children: ReactNode
  readonly action?: { readonly label: string; readonly run: () => void }
}

/** One line over the rows, about all of them: what is not whole, what failed, what is gone. */
export function NoticeLine({ tone, children, action }: LineProps) {
  return (
    <div className={styles['line']} data-tone={tone} role={tone === 'warn' ? 'alert' : 'status'}>
      <span className={styles['text']}>{children}</span>
      {action ? (
        <Button size="small" onClick={action.run}>
          {action.label}
        </Button>
      ) : null}
    </div>
  )
}
