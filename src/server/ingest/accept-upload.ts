import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  ENVELOPE_VERSION,
  type RejectedEvent,
  type RejectReason,
  type UploadAnswer,
  type UploadEnvelope,
} from '#protocol/envelope.ts'
import type { Seq, TenantId } from '#protocol/ids.ts'
import { MAX_SESSION_SEQ } from '#protocol/limits.ts'
import { believedHighest } from '#protocol/read-envelope.ts'
import { readEvent } from '#protocol/read-event.ts'
import { err, ok, type Result } from '#protocol/result.ts'
import type { DurationMicros, Micros } from '#protocol/time.ts'
import type { Problem } from '../http/problem.ts'
import type { EventWriter, Keyring, PreparedEvent, TenantKeys, WriteFailure } from '../ports.ts'
import { tombstone } from '../process/ledger.ts'
import { prepareEvent } from '../process/prepare-event.ts'
import { prepareRecord } from '../process/prepare-record.ts'
import type { UploadCounters } from './upload-counters.ts'

/** Between slices, other requests get their turn. An event costs 8 µs, a hostile one up to 100 ms. */
const TURN_MS = 10

/** Without its seq: that would count as the highest of the session. */
const SEQ_TOO_HIGH = {
  reason: 'invalid',
  detail: `seq: expected at most ${MAX_SESSION_SEQ}; begin a new session`,
} as const

export interface AcceptDeps {
  readonly writer: EventWriter
  readonly keyring: Keyring
  readonly counters: UploadCounters
}

export interface Upload {
  readonly tenant: TenantId
  readonly envelope: UploadEnvelope
  readonly received: Micros
  readonly userAgent?: string
}

/** Checks, prepares and writes one upload; resolves when its events are durable, or says why nothing was taken. */
export async function acceptUpload(deps: AcceptDeps, upload: Upload): Promise<Result<UploadAnswer, Problem>> {
  const { tenant, envelope, received } = upload
  const keys = deps.keyring.of(tenant)
  const count = deps.counters.receive(tenant, envelope.events.length)
  let settled = false
  try {
    const read = await readEvents(envelope.events, keys)
    const highest = highestOf(envelope, read)
    const { events, rejected } = withoutBoundlessLoss(read, envelope.events, highest)
    const written = await deps.writer.write({
      tenant,
      kind: 'live',
      session: envelope.session,
      secretHash: createHash('sha256').update(envelope.secret).digest('hex'),
      ...(envelope.record && { record: prepareRecord(envelope.record, keys, upload.userAgent) }),
      via: envelope.via,
      received,
      skew: (received - envelope.sent) as DurationMicros,
      floor: envelope.floor,
      highest,
      events,
      rejected,
    })
    if (!written.ok) return err(problemOf(written.error))
    const { stored, duplicates, conflicts, resolvedThrough, resolved } = written.value
    const all = [...rejected, ...conflictsOf(conflicts, envelope.events, rejected)]
    count.settle({ stored, duplicates, rejected: { ...countByReason(rejected), conflict: conflicts.length } })
    settled = true
    return ok({
      v: ENVELOPE_VERSION,
      session: envelope.session,
      resolvedThrough,
      resolved,
      stored,
      duplicates,
      rejected: all,
      serverTime: received,
    })
  } finally {
    if (!settled) count.turnAway()
  }
}

interface ReadEvents {
  readonly events: readonly PreparedEvent[]
  readonly rejected: readonly RejectedEvent[]
}

async function readEvents(values: readonly unknown[], keys: TenantKeys): Promise<ReadEvents> {
  const events: PreparedEvent[] = []
  const rejected: RejectedEvent[] = []
  let turn = performance.now()
  for (const [index, value] of values.entries()) {
    if (performance.now() - turn > TURN_MS) {
      await nextTurn()
      turn = performance.now()
    }
    const read = readEvent(value)
    const seq = read.ok ? read.value.seq : read.error.seq
    if (seq !== undefined && seq > MAX_SESSION_SEQ) rejected.push({ index, ...SEQ_TOO_HIGH })
    else if (read.ok) events.push(prepareEvent(read.value, keys))
    else rejected.push({ index, ...read.error })
  }
  return { events, rejected }
}

function highestOf({ floor, highest }: UploadEnvelope, { events, rejected }: ReadEvents): Seq {
  let seen = floor - 1
  for (const { seq } of events) if (seq > seen) seen = seq
  for (const { seq } of rejected) if (seq !== undefined && seq > seen) seen = seq
  return believedHighest(highest, seen)
}

/** A client can have lost what it has recorded, and no more. */
function withoutBoundlessLoss(read: ReadEvents, values: readonly unknown[], highest: Seq): ReadEvents {
  const isBoundless = (event: PreparedEvent) => (tombstone(event)?.[1] ?? 0) > highest
  if (!read.events.some(isBoundless)) return read
  const boundless = read.events.filter(isBoundless)
  const places = placesOf(values, read.rejected)
  const refused = boundless.flatMap(({ seq }): RejectedEvent[] => {
    const index = places.get(seq)
    const detail = `to: expected at most ${highest}, the highest seq that was recorded`
    return index === undefined ? [] : [{ index, seq, reason: 'invalid', detail }]
  })
  const events = read.events.filter((event) => !isBoundless(event))
  return { events, rejected: [...read.rejected, ...refused] }
}

/** The writer knows conflicts by seq; the sender by their place in the upload. */
function conflictsOf(
  conflicts: readonly Seq[],
  values: readonly unknown[],
  rejected: readonly RejectedEvent[],
): RejectedEvent[] {
  if (conflicts.length === 0) return []
  const places = placesOf(values, rejected)
  return conflicts.flatMap((seq) => {
    const index = places.get(seq)
    if (index === undefined) return []
    return [
      { index, seq, reason: 'conflict' as const, detail: `seq ${seq}: stored before with other content` },
    ]
  })
}

/** Where each seq stands; those that are rejected have no place. */
function placesOf(values: readonly unknown[], rejected: readonly RejectedEvent[]): Map<unknown, number> {
  const invalid = new Set(rejected.map(({ index }) => index))
  const places = new Map<unknown, number>()
  values.forEach((value, index) => {
    if (!invalid.has(index)) places.set((value as { readonly seq: unknown }).seq, index)
  })
  return places
}

function countByReason(rejected: readonly RejectedEvent[]): Partial<Record<RejectReason, number>> {
  const counts: Partial<Record<RejectReason, number>> = {}
  for (const { reason } of rejected) counts[reason] = (counts[reason] ?? 0) + 1
  return counts
}

function problemOf(failure: WriteFailure): Problem {
  if (failure.code === 'session-taken') {
    return {
      status: 409,
      code: 'session-taken',
      title: 'This session belongs to somebody else',
      detail: 'It was opened with another secret. Begin a new session.',
    }
  }
  return {
    status: 503,
    code: 'store-unavailable',
    title: 'The store cannot take events now',
    detail: `${failure.reason} Nothing of this upload was kept; send it again.`,
    retryAfterSeconds: failure.retryAfterSeconds,
  }
}
