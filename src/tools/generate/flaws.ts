import type { RecordedEvent } from '#protocol/event.ts'
import { isSessionId } from '#protocol/ids.ts'
import type { Phase } from '#protocol/phase.ts'
import { attributeOf, eventTypeOf, openersOf } from '#protocol/vocabulary/lookup.ts'
import { SOURCE_TYPES } from '#protocol/vocabulary/source-types.ts'
import {
  isLegalTransition,
  STATE_MACHINES,
  stateChangesOf,
  type StateMachine,
} from '#protocol/vocabulary/state-machines.ts'
import type { Shape } from '#protocol/vocabulary/types.ts'
import type { GeneratedSession } from './sessions.ts'

const PHASES_OF: Readonly<Record<Shape, readonly Phase[]>> = {
  instant: ['none'],
  span: ['begin', 'end'],
  opener: ['begin'],
  closer: ['end'],
}

function flawsOfEvent(event: RecordedEvent): string[] {
  const type = eventTypeOf(event.category, event.name)
  if (!type.known) return [`${event.name} is not in the vocabulary`]
  const found: string[] = []
  if (!PHASES_OF[type.shape].includes(event.phase)) found.push(`${event.name} has phase ${event.phase}`)
  if (event.source && !SOURCE_TYPES.has(event.source.type))
    found.push(`unknown source type ${event.source.type}`)
  for (const [name, value] of Object.entries(event.attrs)) {
    const attribute = attributeOf(name)
    if (attribute?.name !== name) found.push(`${event.name} carries unknown attribute ${name}`)
    else if (!type.attrs.includes(name)) found.push(`${event.name} should not carry ${name}`)
    else if (attribute.sensitivity === 'secret') found.push(`${event.name} carries secret ${name}`)
    else if (attribute.values && !Object.hasOwn(attribute.values, value))
      found.push(`${name} has no value ${value}`)
  }
  return found
}

function keyOf(machine: StateMachine, event: RecordedEvent): string {
  if (machine.key === 'callid') return `${machine.name} ${event.callid ?? ''}`
  return machine.key === 'source' ? `${machine.name} ${event.source?.id ?? ''}` : machine.name
}

/** What in a session contradicts the vocabulary, with the seq it was seen at. Empty: nothing. */
export function flawsOf({ session, events, ending }: GeneratedSession): readonly string[] {
  const found: string[] = isSessionId(session) ? [] : ['session id is not valid']
  const states = new Map<string, string>()
  const open = new Map<string, RecordedEvent>()
  let mono = 0
  events.forEach((event, index) => {
    const say = (flaw: string) => found.push(`${event.seq}: ${flaw}`)
    if (event.seq !== index + 1) say(`expected seq ${index + 1}`)
    if (event.mono < mono) say('the monotonic clock fell')
    mono = event.mono
    for (const flaw of flawsOfEvent(event)) say(flaw)
    for (const { machine, to } of stateChangesOf(event)) {
      const key = keyOf(STATE_MACHINES[machine], event)
      const from = states.get(key) ?? STATE_MACHINES[machine].initial
      if (!isLegalTransition(machine, from, to)) say(`${machine} went from ${from} to ${to}`)
      states.set(key, to)
    }
    if (event.phase === 'none') return
    if (event.span === undefined) say(`${event.name} has no span`)
    else if (event.phase === 'begin') open.set(event.span, event)
    else {
      const begin = open.get(event.span)
      if (!begin || !openersOf(event.name).includes(begin.name)) say(`${event.name} ends nothing`)
      else if (begin.source?.id !== event.source?.id) say(`${event.name} ends on another source`)
      open.delete(event.span)
    }
  })
  if (ending === 'closed') {
    for (const begin of open.values()) found.push(`${begin.seq}: ${begin.name} never ends`)
  }
  return found
}
