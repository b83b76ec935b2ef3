import { Link } from '@tanstack/react-router'
import { PhoneIncoming, PhoneOutgoing } from 'lucide-react'
import { MEDIA_LABELS } from '#protocol/vocabulary/call-outcome.ts'
import type { Micros } from '#protocol/time.ts'
import { civilIn } from '#protocol/search-text/zone-offset.ts'
import type { FoundCall, FoundSession } from '../../api/find.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { durationText } from '../../ui/duration-text.ts'
import { OutcomeMark } from '../../ui/OutcomeMark.tsx'
import { readableText } from '../../ui/readable-text.ts'
import { Completeness, Counts, KindChip, Matched, who } from './RowFacts.tsx'
import styles from './find.module.css'
import { clockText, shownNumber, valueWord } from './find-words.ts'
import { RESULT } from './use-result-keys.ts'

interface Props {
  readonly call: FoundCall
  /** Of the call, as far as they are known. */
  readonly sessions: readonly FoundSession[]
  readonly zone: string
  readonly onOpen: () => void
}

/** A call: how it ended first, then why, then how it went. The link carries the call, never the number. */
export function CallRow({ call, sessions, zone, onOpen }: Props) {
  const { language, messages } = useLanguage()
  const { row: words } = messages.find
  const reason = call.reason === null ? undefined : valueWord('call.reason', call.reason, language)
  const endedBy =
    call.endedBy === null ? undefined : words.endedBy(valueWord('call.ended_by', call.endedBy, language))
  const facts = [
    call.ringMicros === null ? undefined : words.rang(durationText(call.ringMicros, messages.ui.units)),
    call.talkMicros === null ? undefined : words.talked(durationText(call.talkMicros, messages.ui.units)),
    call.media === 'unknown' ? undefined : MEDIA_LABELS[call.media][language],
    ...who(sessions, words),
  ].filter((it) => it !== undefined)
  return (
    <Link
      to="/call/$id"
      params={{ id: call.callid }}
      className={styles['row']}
      {...{ [RESULT]: call.callid }}
      onClick={onOpen}
    >
      <span className={styles['outcome']}>
        <OutcomeMark outcome={call.outcome} />
      </span>
      <time className={styles['time']}>{clockText(civilIn(zone, call.firstTs as Micros), true)}</time>
      <span className={styles['number']}>
        <Direction direction={call.direction} />
        {call.number === null ? (
          <span className={styles['faint']}>{words.noNumber}</span>
        ) : (
          shownNumber(call.number)
        )}
      </span>
      <span className={styles['why']}>
        {[reason, endedBy].filter((it) => it !== undefined).join(language === 'zh' ? '，' : ', ')}
      </span>
      <span className={styles['facts']}>{facts.map(readableText).join(' · ')}</span>
      <Counts of={call} />
      <span className={styles['more']}>
        <Matched by={call.matched} />
        <KindChip kind={call.kind} />
        <Completeness delivery={call.delivery} />
      </span>
    </Link>
  )
}

function Direction({ direction }: { readonly direction: string | null }) {
  const { row: words } = useLanguage().messages.find
  if (direction !== 'outbound' && direction !== 'inbound') return null
  const Icon = direction === 'outbound' ? PhoneOutgoing : PhoneIncoming
  return (
    <>
      <Icon size={13} aria-hidden="true" className={styles['direction']} />
      <span className="spoken">{words[direction]}</span>
    </>
  )
}
