import { lazy, Suspense, useMemo } from 'react'
import { readStack } from '#analysis/payload/stack-trace.ts'
import type { StoredEvent } from '#protocol/event.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { useValueActions } from '../../../state/use-value-actions.ts'
import { Value } from '../../../ui/Value.tsx'
import { bytesText } from '../../../ui/bytes-text.ts'
import { LongText } from './LongText.tsx'
import { Section } from './Section.tsx'
import styles from './details.module.css'

const StackView = lazy(() => import('../payload/StackView.tsx').then((it) => ({ default: it.StackView })))

/** Longer ones are shown as head and tail, with the middle on demand. */
const LONG_CHARS = 4_000

/** The whole text, wrapped and selectable. */
export function Message({ event }: { readonly event: StoredEvent }) {
  const messages = useMessages()
  const actionsOf = useValueActions()
  const { message = '', attrs } = event
  const actions = useMemo(() => actionsOf({ name: 'message', value: message }), [actionsOf, message])
  if (message === '') return null
  const cut = attrs['truncated_bytes']
  return (
    <Section title={messages.event.sections.message}>
      {event.form === 'error' && readStack(message) ? (
        <Suspense>
          <StackView text={message} />
        </Suspense>
      ) : (
        <p className={styles['message']}>
          {message.length > LONG_CHARS ? (
            <LongText text={message} />
          ) : (
            <Value text={message} label={messages.event.sections.message} actions={actions} />
          )}
        </p>
      )}
      {cut !== undefined && /^\d{1,12}$/.test(cut) ? (
        <p className={styles['note']}>{messages.event.truncated(bytesText(Number(cut)))}</p>
      ) : null}
    </Section>
  )
}
