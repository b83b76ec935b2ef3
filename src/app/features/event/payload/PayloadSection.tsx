import { ChevronLeft } from 'lucide-react'
import { useState } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import { bytesText } from '../../../ui/bytes-text.ts'
import { Section } from '../details/Section.tsx'
import { PayloadViewer } from './PayloadViewer.tsx'
import { useCopyPart } from './use-copy-part.ts'
import styles from './payload.module.css'

interface Props {
  readonly event: StoredEvent
  /** Undefined while it is on its way. */
  readonly payload: string | undefined
}

interface Part {
  readonly path: string
  readonly text: string
}

/** The large rest of an event, as what it is; a value within it can be opened as a payload of its own. */
export function PayloadSection({ event, payload }: Props) {
  const messages = useMessages()
  const words = messages.event.payload
  const copyPart = useCopyPart()
  const [opened, setOpened] = useState<readonly Part[]>([])
  if (event.payloadBytes === 0) return null
  const part = opened.at(-1)
  const text = part?.text ?? payload
  return (
    <Section
      title={messages.event.sections.payload}
      aside={
        <>
          <span className={styles['said']}>{bytesText(event.payloadBytes)}</span>
          {text === undefined ? null : (
            <button type="button" className={styles['tool']} onClick={() => copyPart(text, words.payload)}>
              {words.copyAll}
            </button>
          )}
        </>
      }
    >
      {part ? (
        <p className={styles['crumbs']}>
          <button type="button" className={styles['tool']} onClick={() => setOpened(opened.slice(0, -1))}>
            <ChevronLeft size={13} aria-hidden="true" />
            {words.back}
          </button>
          <code>{readableText(opened.map(({ path }) => path).join(' ▸ '))}</code>
        </p>
      ) : null}
      {text === undefined ? (
        <Skeleton lines={4} />
      ) : (
        <PayloadViewer
          key={opened.length}
          text={text}
          event={event}
          isPart={part !== undefined}
          onOpen={(path, value) => setOpened([...opened, { path, text: value }])}
        />
      )}
    </Section>
  )
}
