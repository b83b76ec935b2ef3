import type { StoredEvent } from '#protocol/event.ts'
import { Attributes } from './Attributes.tsx'
import { Head } from './Head.tsx'
import { Identity } from './Identity.tsx'
import { Message } from './Message.tsx'
import { SessionFacts } from './SessionFacts.tsx'
import { SourceFacts } from './SourceFacts.tsx'
import styles from './details.module.css'

interface Props {
  readonly event: StoredEvent
  /** Undefined while it is on its way. */
  readonly payload: string | undefined
}

/** Everything that is stored of one event. */
export function Details({ event }: Props) {
  return (
    <div className={styles['details']}>
      <Head event={event} />
      <Message event={event} />
      <Attributes event={event} />
      <SourceFacts event={event} />
      <SessionFacts event={event} />
      <Identity event={event} />
    </div>
  )
}
