import type { Cause } from '#analysis/call-story.ts'
import type { Landmark } from '#analysis/call-landmarks.ts'
import { OUTCOME_LABELS } from '#protocol/vocabulary/call-outcome.ts'
import type { Call } from '../../api/calls.ts'
import type { Messages } from '../../i18n/messages.ts'
import type { Language } from '../../i18n/language.tsx'
import { readableText } from '../../ui/readable-text.ts'
import { timeFormatter } from '../../ui/time-text.ts'
import { lightText } from './light-text.ts'
import { percentText } from './percent-text.ts'
import type { CallReading } from './read-call.ts'

interface Place {
  readonly href: string
  readonly zone: string
  readonly messages: Messages
  readonly language: Language
  readonly formatNumber: (value: number) => string
}

/** For a ticket: finding, link, ids, versions, and the events that the finding rests on. The number stays masked. */
export function developerText(call: Call, reading: CallReading, place: Place): string {
  const { messages, language, zone, href } = place
  const texts = messages.dashboard
  const at = timeFormatter(zone)
  const lights = reading.lights.map((light) => {
    const why = lightText(light, { ...place, clock: reading.clock })
    return `${texts.lights.names[light.name]} ${texts.lights.states[light.state]} (${why})`
  })
  const { delivery } = call
  const lines = [
    reading.sentence[language],
    href,
    `${texts.copy.call} ${call.callid} · ${OUTCOME_LABELS[call.outcome][language]}${call.reason ? ` (${call.reason})` : ''} · ${at(call.firstTs).full}`,
    ...call.sessionCards.map((session) => sessionLine(session, texts)),
    lights.join(' · '),
    ...evidence(reading).map(
      (it) => `${texts.copy.evidence}: ${it.name} ${it.session}.${it.seq} ${at(it.ts).text}`,
    ),
    `${texts.copy.log}: ${percentText(delivery.stored, delivery.highest)} (${delivery.stored}/${delivery.highest})`,
  ]
  return lines.map(readableText).join('\n')
}

const named = (label: string, values: readonly string[]) =>
  values.length === 0 ? [] : [`${label} ${values.join(', ')}`]
const version = (name: string | undefined, number: string | undefined) =>
  name === undefined ? [] : [`${name}${number === undefined ? '' : ` ${number}`}`]

function sessionLine(
  { session, record, accounts, staffs, devices }: Call['sessionCards'][number],
  texts: Messages['dashboard'],
): string {
  return [
    `${texts.copy.session} ${session}`,
    ...named(texts.card.account, accounts),
    ...named(texts.card.staff, staffs),
    ...named(texts.card.device, devices),
    ...version(record.browser, record.browserVersion),
    ...version(record.os, record.osVersion),
    ...named(
      texts.card.app,
      [record.app, record.release].flatMap((it) => it ?? []),
    ),
    ...named(texts.card.sdk, record.sdk === undefined ? [] : [record.sdk]),
  ].join(' · ')
}

/** The events that the story names, and the one it went wrong at; each once, by time. */
function evidence({ story, turningPoint }: CallReading): readonly Landmark[] {
  const found = [...(story.cause ? causeEvents(story.cause) : []), story.event, turningPoint]
  const known = new Map(found.flatMap((it) => (it ? [[`${it.session}.${it.seq}`, it] as const] : [])))
  return [...known.values()].sort((a, b) => a.ts - b.ts)
}

function causeEvents(cause: Cause): readonly Landmark[] {
  if (cause.kind !== 'ticket') return [cause.event]
  const { expired, refresh } = cause.expiry
  return 'at' in refresh ? [expired, refresh.at] : [expired]
}
