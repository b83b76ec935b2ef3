import { lazy, Suspense } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { RequestSection } from '../request/RequestSection.tsx'
import { Attributes } from './Attributes.tsx'
import { Head } from './Head.tsx'
import { Identity } from './Identity.tsx'
import { Message } from './Message.tsx'
import { Section } from './Section.tsx'
import { SessionFacts } from './SessionFacts.tsx'
import { SourceFacts } from './SourceFacts.tsx'
import styles from './details.module.css'

// Viewers of JSON, SDP and the like come beside the row, not before it.
const load = () => import('../payload/PayloadSection.tsx')
load().catch(() => undefined)
const PayloadSection = lazy(async () => ({ default: (await load()).PayloadSection }))

interface Props {
  readonly event: StoredEvent
  /** Undefined while it is on its way. */
  readonly payload: string | undefined
}

/** Everything that is stored of one event; in two columns where there is room. */
export function Details({ event, payload }: Props) {
  const messages = useMessages()
  return (
    <div className={styles['details']}>
      <div className={styles['columns']}>
        <div>
          <Head event={event} />
          <Message event={event} />
          <RequestSection event={event} />
          <Attributes event={event} />
          {event.payloadBytes === 0 ? null : (
            <Suspense
              fallback={
                <Section title={messages.event.sections.payload}>
                  <Skeleton lines={4} />
                </Section>
              }
            >
              <PayloadSection key={`${event.session} ${event.seq}`} event={event} payload={payload} />
            </Suspense>
          )}
        </div>
        <div>
          <SourceFacts event={event} />
          <SessionFacts event={event} />
          <Identity event={event} />
        </div>
      </div>
    </div>
  )
}
