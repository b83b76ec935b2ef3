import type { ReactNode } from 'react'
import { useMessages } from '../i18n/language.tsx'
import { Button } from './Button.tsx'
import styles from './Panel.module.css'

export interface PanelProgress {
  /** 0 to 1, undefined where it cannot be known. */
  readonly share?: number
  readonly onCancel?: () => void
}

export interface PanelProblem {
  /** What happened and what to do, as a sentence. */
  readonly message: string
  readonly onRetry?: () => void
}

interface Props {
  /** The panel's name; shown unless `hideTitle`. */
  readonly title: string
  readonly hideTitle?: boolean
  readonly note?: ReactNode
  readonly actions?: ReactNode
  /** Its own failure: what was there stays, and the rest of the page goes on. */
  readonly problem?: PanelProblem | undefined
  /** Present while newer content is on its way: nothing changes for 200 ms, then a line and paler content. */
  readonly progress?: PanelProgress | undefined
  readonly className?: string
  readonly children: ReactNode
}

/** A part of the page that loads, waits and fails on its own. */
export function Panel({
  title,
  hideTitle = false,
  note,
  actions,
  problem,
  progress,
  className = '',
  children,
}: Props) {
  return (
    <section
      className={`${styles['panel']} ${className}`}
      aria-label={title}
      aria-busy={progress !== undefined}
    >
      {hideTitle && !actions ? null : (
        <PanelHeader title={title} hideTitle={hideTitle} note={note} actions={actions} />
      )}
      <Waiting progress={progress} />
      {problem ? <ProblemLine problem={problem} /> : null}
      <div className={progress ? `${styles['content']} ${styles['stale']}` : styles['content']}>
        {children}
      </div>
    </section>
  )
}

interface HeaderProps {
  readonly title: string
  readonly hideTitle?: boolean
  /** Small, beside the title: a count. */
  readonly note?: ReactNode
  readonly actions?: ReactNode
}

export function PanelHeader({ title, hideTitle = false, note, actions }: HeaderProps) {
  return (
    <header className={styles['header']}>
      <h2 className={hideTitle ? 'spoken' : styles['title']}>{title}</h2>
      {note === undefined ? null : <span className={styles['note']}>{note}</span>}
      <span className={styles['space']} />
      {actions}
    </header>
  )
}

/** A 2 px line with the scanned share and Cancel; takes no room, so that nothing moves. */
export function Waiting({ progress }: { readonly progress: PanelProgress | undefined }) {
  const messages = useMessages()
  if (!progress) return null
  const { share, onCancel } = progress
  const percent = share === undefined ? undefined : Math.round(share * 100)
  return (
    <div className={styles['waiting']}>
      {/* A progress element cannot be drawn as a line in every browser. */}
      <div
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="progressbar"
        aria-label={messages.ui.loading}
        aria-valuenow={percent}
        className={styles['line']}
        data-unknown={percent === undefined || undefined}
      >
        <span style={{ width: `${percent ?? 30}%` }} />
      </div>
      {onCancel || percent !== undefined ? (
        <div className={styles['cancel']}>
          {percent === undefined ? null : <span>{messages.ui.scanned(`${percent} %`)}</span>}
          {onCancel ? (
            <Button size="small" onClick={onCancel}>
              {messages.ui.cancel}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}

function ProblemLine({ problem }: { readonly problem: PanelProblem }) {
  const messages = useMessages()
  return (
    <div role="alert" className={styles['problem']}>
      <span>{problem.message}</span>
      {problem.onRetry ? (
        <Button size="small" onClick={problem.onRetry}>
          {messages.ui.retry}
        </Button>
      ) : null}
    </div>
  )
}
