import { diffLines, type DiffLine } from '#analysis/payload/line-diff.ts'
import { explainSdpLine } from '#analysis/payload/sdp-words.ts'
import { readSdp, sdpLineText, type SdpSection } from '#analysis/payload/sdp.ts'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { durationText } from '../../../ui/duration-text.ts'
import { readableText } from '../../../ui/readable-text.ts'
import { previousDescription } from '../previous-description.ts'
import { useGoTo } from '../use-go-to.ts'
import { useRowSource, useSnapshotKey } from '../use-open-row.ts'
import styles from './payload.module.css'

interface Props {
  readonly text: string
  /** Undefined: the text is a part of something else, and has nothing before it. */
  readonly event: StoredEvent | undefined
}

/** A session description line by line in words, or what changed since the one before. */
export function SdpView({ text, event }: Props) {
  const words = useLanguage().messages.event.payload
  const [compared, setCompared] = useState(false)
  const sections = useMemo(() => readSdp(text) ?? [], [text])
  return (
    <>
      {event ? (
        <div className={styles['tools']}>
          <button
            type="button"
            className={styles['tool']}
            aria-pressed={compared}
            onClick={() => setCompared(!compared)}
          >
            {words.sdpCompare}
          </button>
        </div>
      ) : null}
      {event && compared ? (
        <Difference text={text} event={event} />
      ) : (
        // oxlint-disable-next-line react/no-array-index-key -- sections stand in a fixed order
        sections.map((section, index) => <Section key={index} section={section} />)
      )}
    </>
  )
}

function Section({ section: { media, lines } }: { readonly section: SdpSection }) {
  const { language, messages } = useLanguage()
  const words = messages.event.payload
  return (
    <details className={styles['sdp']} open>
      <summary>
        <b>{media ? readableText(media.kind) : words.sdpSession}</b>
        {media ? (
          <span className={styles['said']}>
            {[
              media.mid === undefined ? '' : `mid ${media.mid}`,
              media.direction,
              media.codecs.slice(0, 4).join(', '),
            ]
              .filter(Boolean)
              .map((it) => readableText(it ?? ''))
              .join(' · ')}
          </span>
        ) : null}
      </summary>
      <ul>
        {lines.map((line, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- lines may be equal
          <li key={index}>
            <code>{readableText(sdpLineText(line))}</code>
            <span className={styles['explained']}>{explainSdpLine(line)?.[language]}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Difference({ text, event }: { readonly text: string; readonly event: StoredEvent }) {
  const { messages, formatNumber } = useLanguage()
  const words = messages.event.payload
  const list = useRowSource()
  const snapshot = useSnapshotKey()
  const goTo = useGoTo()
  const previous = useQuery({
    queryKey: ['previous-description', snapshot, event.session, event.seq],
    enabled: list !== undefined,
    queryFn: async ({ signal }) => (list && (await previousDescription(list, event, signal))) ?? null,
    staleTime: Infinity,
  })
  const diff = useMemo(
    () => (previous.data ? diffLines(linesOf(previous.data.payload), linesOf(text)) : []),
    [previous.data, text],
  )
  if (previous.isPending) return <p className={styles['note']}>{words.sdpLooking}</p>
  if (previous.isError) return <p className={styles['note']}>{previous.error.message}</p>
  if (previous.data === null) return <p className={styles['note']}>{words.sdpNone}</p>
  const before = previous.data.event
  const changed = diff.filter(({ change }) => change !== 'same').length
  return (
    <>
      <p className={styles['note']}>
        {words.sdpAgainst(durationText(event.ts - before.ts), formatNumber(changed))}{' '}
        <button type="button" className={styles['link']} onClick={() => goTo(before)}>
          {readableText(before.name)} #{before.seq}
        </button>
      </p>
      <ul className={styles['diff']}>
        {diff.map((line, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- lines may be equal
          <DiffRow key={index} line={line} />
        ))}
      </ul>
    </>
  )
}

const SIGNS: Readonly<Record<DiffLine['change'], string>> = { same: ' ', added: '+', removed: '−' }

function DiffRow({ line: { change, text } }: { readonly line: DiffLine }) {
  const words = useLanguage().messages.event.payload
  return (
    <li data-change={change}>
      <span aria-hidden="true">{SIGNS[change]}</span>
      {change === 'same' ? null : <span className="spoken">{words.changes[change]}</span>}
      <code>{readableText(text)}</code>
    </li>
  )
}

const linesOf = (text: string) => text.split(/\r\n|\n|\r/).filter((line) => line !== '')
