import type { Phase } from '../phase.ts'
import { ATTRIBUTES } from './attributes.ts'
import type { Label } from './types.ts'

/** What of an event tells one object with states from another. */
export const MACHINE_KEYS = ['session', 'callid', 'source'] as const
export type MachineKey = (typeof MACHINE_KEYS)[number]

/** An event that puts an object into a state although it does not carry the state attribute. */
interface Entry {
  readonly name: string
  readonly phase?: Phase
  readonly to: string
}

export interface StateMachine {
  readonly name: string
  readonly key: MachineKey
  readonly label: Label
  /** The event that carries each change, and the attributes with the new and the old state. */
  readonly event: string
  readonly attr: string
  readonly previousAttr: string
  readonly initial: string
  readonly final: readonly string[]
  /** States that deserve attention wherever they are shown. */
  readonly bad: readonly string[]
  readonly transitions: Readonly<Record<string, readonly string[]>>
  readonly entries: readonly Entry[]
}

/** Staying in a state is always legal. What is not listed is flagged, never hidden. */
export const STATE_MACHINES = {
  seat: {
    name: 'seat',
    key: 'session',
    label: { en: 'Seat', zh: '坐席' },
    event: 'SEAT_STATE',
    attr: 'seat.state',
    previousAttr: 'seat.previous',
    initial: 'offline',
    final: [],
    bad: ['dropped', 'reconnecting'],
    transitions: {
      offline: ['logging-in'],
      'logging-in': ['ready', 'paused', 'offline'],
      ready: ['busy', 'paused', 'reconnecting', 'dropped', 'offline'],
      busy: ['wrap-up', 'ready', 'reconnecting', 'dropped'],
      'wrap-up': ['ready', 'paused', 'reconnecting', 'dropped', 'offline'],
      paused: ['ready', 'reconnecting', 'dropped', 'offline'],
      reconnecting: ['ready', 'busy', 'wrap-up', 'paused', 'dropped', 'offline'],
      dropped: ['logging-in', 'offline'],
    },
    entries: [
      { name: 'SEAT_DROPPED', to: 'dropped' },
      { name: 'SEAT_KICKED', to: 'dropped' },
    ],
  },
  call: {
    name: 'call',
    key: 'callid',
    label: { en: 'Call', zh: '通话' },
    event: 'CALL_STATE',
    attr: 'call.state',
    previousAttr: 'call.previous',
    initial: 'new',
    final: ['ended', 'failed'],
    bad: ['failed'],
    transitions: {
      new: ['dialing', 'ringing', 'failed', 'ended'],
      dialing: ['ringing', 'connected', 'ended', 'failed'],
      ringing: ['connected', 'ended', 'failed'],
      connected: ['held', 'ended', 'failed'],
      held: ['connected', 'ended', 'failed'],
      ended: [],
      failed: [],
    },
    entries: [],
  },
  ticket: {
    name: 'ticket',
    key: 'session',
    label: { en: 'Ticket', zh: '票据' },
    event: 'TICKET_STATE',
    attr: 'ticket.state',
    previousAttr: 'ticket.previous',
    initial: 'none',
    final: [],
    bad: ['expired'],
    transitions: {
      none: ['requested'],
      requested: ['valid', 'none'],
      valid: ['expiring', 'refreshing', 'expired', 'none'],
      expiring: ['refreshing', 'expired', 'none'],
      refreshing: ['valid', 'expiring', 'expired', 'none'],
      expired: ['refreshing', 'requested', 'none'],
    },
    entries: [
      { name: 'TICKET_ISSUED', to: 'valid' },
      { name: 'TICKET_EXPIRING', to: 'expiring' },
      { name: 'TICKET_EXPIRED', to: 'expired' },
      { name: 'TICKET_REFRESH', phase: 'begin', to: 'refreshing' },
      { name: 'TICKET_REQUEST', phase: 'begin', to: 'requested' },
    ],
  },
  websocket: {
    name: 'websocket',
    key: 'source',
    label: { en: 'Socket', zh: '连接' },
    event: 'WEBSOCKET_STATE',
    attr: 'websocket.state',
    previousAttr: 'websocket.previous',
    initial: 'closed',
    final: [],
    bad: [],
    transitions: {
      closed: ['connecting'],
      connecting: ['open', 'closing', 'closed'],
      open: ['closing', 'closed'],
      closing: ['closed'],
    },
    entries: [{ name: 'WEBSOCKET_CLOSE', to: 'closed' }],
  },
  ice: {
    name: 'ice',
    key: 'source',
    label: { en: 'ICE', zh: 'ICE' },
    event: 'WEBRTC_ICE_STATE',
    attr: 'ice.state',
    previousAttr: 'ice.previous',
    initial: 'new',
    final: ['closed'],
    bad: ['disconnected', 'failed'],
    // RTCIceConnectionState of the WebRTC specification; an ICE restart goes back to checking.
    transitions: {
      new: ['checking', 'closed'],
      checking: ['connected', 'completed', 'disconnected', 'failed', 'closed'],
      connected: ['completed', 'checking', 'disconnected', 'failed', 'closed'],
      completed: ['connected', 'checking', 'disconnected', 'failed', 'closed'],
      disconnected: ['connected', 'completed', 'checking', 'failed', 'closed'],
      failed: ['checking', 'disconnected', 'connected', 'closed'],
      closed: [],
    },
    entries: [],
  },
  dtls: {
    name: 'dtls',
    key: 'source',
    label: { en: 'DTLS', zh: 'DTLS' },
    event: 'WEBRTC_DTLS_STATE',
    attr: 'dtls.state',
    previousAttr: 'dtls.previous',
    initial: 'new',
    final: ['closed', 'failed'],
    bad: ['failed'],
    transitions: {
      new: ['connecting', 'closed', 'failed'],
      connecting: ['connected', 'closed', 'failed'],
      connected: ['closed', 'failed'],
      closed: [],
      failed: ['closed'],
    },
    entries: [],
  },
} as const satisfies Readonly<Record<string, StateMachine>>

export type MachineName = keyof typeof STATE_MACHINES
export const MACHINE_NAMES = Object.keys(STATE_MACHINES) as readonly MachineName[]

interface StatefulEvent {
  readonly name: string
  readonly phase: Phase
  readonly attrs: Readonly<Record<string, string>>
}

export interface StateChange {
  readonly machine: MachineName
  readonly to: string
}

const MACHINES_BY_EVENT: ReadonlyMap<string, readonly MachineName[]> = machinesByEvent()

function machinesByEvent(): ReadonlyMap<string, readonly MachineName[]> {
  const found = new Map<string, MachineName[]>()
  for (const name of MACHINE_NAMES) {
    const machine: StateMachine = STATE_MACHINES[name]
    for (const event of new Set([machine.event, ...machine.entries.map((entry) => entry.name)])) {
      found.set(event, [...(found.get(event) ?? []), name])
    }
  }
  return found
}

/** The states that an event puts its objects into; mostly none, rarely one. */
export function stateChangesOf(event: StatefulEvent): readonly StateChange[] {
  return (MACHINES_BY_EVENT.get(event.name) ?? []).flatMap((name) => {
    const machine: StateMachine = STATE_MACHINES[name]
    if (event.name === machine.event) {
      const to = Object.hasOwn(event.attrs, machine.attr) ? event.attrs[machine.attr] : undefined
      return to === undefined ? [] : [{ machine: name, to }]
    }
    return machine.entries
      .filter((it) => it.name === event.name && (it.phase === undefined || it.phase === event.phase))
      .map((it) => ({ machine: name, to: it.to }))
  })
}

/** Unknown states are not judged: anything may lead to and from them. */
export function isLegalTransition(machine: MachineName, from: string, to: string): boolean {
  const { transitions }: StateMachine = STATE_MACHINES[machine]
  if (from === to || !Object.hasOwn(transitions, to)) return true
  return !Object.hasOwn(transitions, from) || (transitions[from]?.includes(to) ?? true)
}

export function stateLabel(machine: MachineName, state: string): Label {
  const values = ATTRIBUTES.get(STATE_MACHINES[machine].attr)?.values
  const found = values && Object.hasOwn(values, state) ? values[state] : undefined
  return found ?? { en: state, zh: state }
}
