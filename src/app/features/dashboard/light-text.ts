import type { Light, LightReason } from '#analysis/call-lights.ts'
import type { Clock } from '#analysis/call-words.ts'
import { unreachable } from '#protocol/query-lang/unreachable.ts'
import { EVENT_TYPES } from '#protocol/vocabulary/lookup.ts'
import { stateLabel } from '#protocol/vocabulary/state-machines.ts'
import type { Messages } from '../../i18n/messages.ts'
import type { Language } from '../../i18n/language.tsx'

export interface LightWords {
  readonly messages: Messages
  readonly language: Language
  readonly clock: Clock
  readonly formatNumber: (value: number) => string
}

/** Why a light is as it is, in a few words. */
export function lightText({ reason, event, state }: Light, words: LightWords): string {
  const { messages, clock } = words
  const said = messages.dashboard.lights.reasons
  const at = event ? clock(event.ts) : ''
  switch (reason.kind) {
    case 'no-log':
      return said.noLog
    case 'seat-state': {
      const label = stateLabel('seat', reason.state)[words.language]
      return state === 'good' ? said.seatState(label) : said.seatAway(label)
    }
    case 'seat-lost':
      return said.seatLost(at)
    case 'ticket-expired':
      return said.ticketExpired(at)
    case 'sign-in-failed':
      return said.signInFailed(at)
    case 'keep-alive-failed':
      return said.keepAliveFailed(at)
    case 'refused':
      return reason.code === undefined ? said.refusedWithoutCode : said.refused(reason.code)
    case 'push-failed':
      return said.pushFailed(at)
    case 'push-trouble':
    case 'socket-trouble':
      return said.event(eventLabel(reason.name, words.language), at)
    case 'socket-open':
      return said.socketOpen
    case 'socket-closed':
      return said.socketClosed(at)
    case 'socket-broke':
      return said.socketBroke(at)
    case 'sound':
      return said.sound[reason.verdict]
    case 'microphone':
      return said.microphone
    case 'not-connected':
      return said.notConnected
    case 'blamed':
      return said.blamed
    case 'requests':
    case 'requests-failed':
    case 'pushes':
      return countText(reason, words)
    default:
      return unreachable(reason)
  }
}

type CountReason = Extract<LightReason, { readonly count: number }>

function countText({ kind, count }: CountReason, { messages, formatNumber }: LightWords): string {
  const said = messages.dashboard.lights.reasons
  if (kind === 'requests') return said.requests(formatNumber(count))
  if (kind === 'requests-failed') return said.requestsFailed(formatNumber(count))
  return count === 0 ? said.noPushes : said.pushes(formatNumber(count))
}

const LABELS = new Map(EVENT_TYPES.map(({ name, label }) => [name, label]))

function eventLabel(name: string, language: Language): string {
  return LABELS.get(name)?.[language] ?? name
}
