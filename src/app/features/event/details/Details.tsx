import type { StoredEvent } from '#protocol/event.ts'
import { lazy, Suspense } from 'react'
import { Attributes } from './Attributes.tsx'
import { RequestSection } from '../request/RequestSection.tsx'
import { Head } from './Head.tsx'
import { Identity } from './Identity.tsx'
import { Message } from './Message.tsx'
import { SessionFacts } from './SessionFacts.tsx'
import { SourceFacts } from './SourceFacts.tsx'
import styles from './details.module.css'

// Viewers of JSON, SDP and the like come when a row first has a payload.
const PayloadSection = lazy(() =>
  import('../payload/PayloadSection.tsx').then((it) => ({ default: it.PayloadSection })),
)

interface Props {
  readonly event: StoredEvent
  /** Undefined while it is on its way. */
  readonly payload: string | undefined
}

/** Everything that is stored of one event. */
export function Details({ event, payload }: Props) {
  return (
    <div className={styles['details']}>
      <Head event={event} />
      <Message event={event} />
      <RequestSection event={event} />
      <Attributes event={event} />
      {event.payloadBytes === 0 ? null : (
        <Suspense>
          <PayloadSection key={`${event.session} ${event.seq}`} event={event} payload={payload} />
        </Suspense>
      )}
      <SourceFacts event={event} />
      <SessionFacts event={event} />
      <Identity event={event} />
    </div>
  )
}
