import { TOMBSTONE_EVENT } from '#protocol/envelope.ts'
import type { SeqRange } from '#protocol/envelope.ts'
import type { Seq } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import type { EventBatch, PreparedEvent } from '../ports.ts'
import { SessionClock } from './ledger-clock.ts'
import { SeqRanges } from './ledger-ranges.ts'
import { mergeFields, recordFields } from './ledger-record.ts'
import type { RecordFields } from './ledger-record.ts'

/** What the store knows of one session; the start of a ledger. */
export interface SessionFacts {
  readonly stored: readonly SeqRange[]
  readonly rejected: readonly SeqRange[]
  /** Of `rejected`: stored once, then deleted because somebody asked for it. They must never come back. */
  readonly deleted: readonly SeqRange[]
  readonly conflicts: readonly SeqRange[]
  readonly lost: readonly SeqRange[]
  readonly offsets: readonly (readonly [epoch: number, offset: number])[]
  readonly span?: readonly [from: Micros, to: Micros]
  readonly secretHash?: string
  readonly fields: RecordFields
  readonly floor: number
  readonly highest: number
  readonly firstReceived?: Micros
}

export const UNKNOWN_SESSION: SessionFacts = {
  stored: [],
  rejected: [],
  deleted: [],
  conflicts: [],
  lost: [],
  offsets: [],
  fields: new Map(),
  floor: 0,
  highest: 0,
}

export interface TimedEvent {
  readonly event: PreparedEvent
  readonly ts: Micros
}

export interface LedgerReject {
  /** 0: the event had no readable seq. */
  readonly seq: number
  readonly reason: string
  readonly detail: string
  readonly count: number
}

/** What a batch means for the store, and what to answer once that is stored. */
export interface BatchPlan {
  readonly fresh: readonly TimedEvent[]
  readonly duplicates: number
  readonly conflicts: readonly Seq[]
  /** Not yet stored as rejects. */
  readonly rejects: readonly LedgerReject[]
}

/** Hash of a stored event, for a seq that came again. */
export type StoredHash = (seq: number) => number | undefined

/**
 * One session's account of seqs: which are stored, rejected or declared lost. `admit` counts what it returns as
 * stored already, so a ledger whose plan was not carried out must be thrown away and read anew from the store.
 */
export class SessionLedger {
  readonly stored: SeqRanges
  private readonly rejected: SeqRanges
  private readonly deleted: SeqRanges
  private readonly conflicting: SeqRanges
  /** Stored, rejected, declared lost, or below the client's floor. */
  private readonly resolved: SeqRanges
  private readonly clock: SessionClock
  private claimed: string | undefined
  private fields: RecordFields
  private floor: number
  private highest: number
  private firstReceived: Micros | undefined
  private recordChanged = false
  private earliest: number
  private latest: number

  constructor(facts: SessionFacts) {
    this.stored = SeqRanges.of(facts.stored)
    this.rejected = SeqRanges.of(facts.rejected)
    this.deleted = SeqRanges.of(facts.deleted)
    this.conflicting = SeqRanges.of(facts.conflicts)
    this.resolved = SeqRanges.of([...facts.stored, ...facts.rejected, ...facts.conflicts, ...facts.lost])
    this.clock = new SessionClock(facts.offsets)
    this.claimed = facts.secretHash
    this.fields = facts.fields
    this.floor = facts.floor
    this.highest = facts.highest
    this.firstReceived = facts.firstReceived
    this.earliest = facts.span?.[0] ?? Number.POSITIVE_INFINITY
    this.latest = facts.span?.[1] ?? Number.NEGATIVE_INFINITY
    if (this.floor > 1) this.resolved.add(1, this.floor - 1)
  }

  /** Rough cost in memory, for the bound of the cache. */
  get pieces(): number {
    return (
      1 +
      this.stored.pieces +
      this.rejected.pieces +
      this.deleted.pieces +
      this.conflicting.pieces +
      this.resolved.pieces
    )
  }

  /** Between which `ts` the stored events lie. */
  get span(): readonly [from: number, to: number] {
    return [this.earliest, this.latest]
  }

  /** Whether whoever sends `batch` may write this session: the first secret seen owns it. */
  belongsTo(batch: Pick<EventBatch, 'secretHash'>): boolean {
    return this.claimed === undefined || this.claimed === batch.secretHash
  }

  /** Seqs of the batch that are stored: their hashes must be known before `admit`. */
  repeatedSeqs(batch: EventBatch): number[] {
    return batch.events.map(({ seq }) => seq as number).filter((seq) => this.stored.has(seq))
  }

  admit(batch: EventBatch, storedHash: StoredHash): BatchPlan {
    const inBatch = new Map<number, number>()
    const fresh: TimedEvent[] = []
    const conflicts: Seq[] = []
    let duplicates = 0
    for (const event of inSeqOrder(batch.events)) {
      if (this.deleted.has(event.seq)) {
        duplicates++
        continue
      }
      if (!this.stored.has(event.seq)) {
        inBatch.set(event.seq, event.hash)
        fresh.push(this.take(event, batch))
        continue
      }
      // A hash that cannot be found was removed by retention while we looked: nothing to compare, so the same.
      const hash = inBatch.get(event.seq) ?? storedHash(event.seq) ?? event.hash
      if (hash === event.hash) duplicates++
      else conflicts.push(event.seq)
    }
    const rejects = [...this.conflictRejects(conflicts), ...this.newRejects(batch)]
    this.noteSession(batch)
    return { fresh, duplicates, conflicts, rejects }
  }

  private take(event: PreparedEvent, batch: EventBatch): TimedEvent {
    const ts = event.ts ?? this.clock.timeOf(event, batch.skew, batch.received)
    this.stored.add(event.seq)
    this.resolved.add(event.seq)
    const lost = tombstone(event)
    if (lost) this.resolved.add(...lost)
    this.earliest = Math.min(this.earliest, ts)
    this.latest = Math.max(this.latest, ts)
    return { event, ts }
  }

  private conflictRejects(conflicts: readonly Seq[]): LedgerReject[] {
    const detail = 'This seq is stored with other content; the stored event stays.'
    return conflicts.flatMap((seq) => {
      if (this.conflicting.has(seq)) return []
      this.conflicting.add(seq)
      return [{ seq, reason: 'conflict', detail, count: 1 }]
    })
  }

  private newRejects(batch: EventBatch): LedgerReject[] {
    const rejects: LedgerReject[] = []
    const nameless = new Map<string, { detail: string; count: number }>()
    for (const { seq, reason, detail } of batch.rejected) {
      if (seq === undefined) {
        const known = nameless.get(reason)
        if (known) known.count++
        else nameless.set(reason, { detail, count: 1 })
      } else {
        this.resolved.add(seq)
        if (this.rejected.has(seq)) continue
        this.rejected.add(seq)
        rejects.push({ seq, reason, detail, count: 1 })
      }
    }
    for (const [reason, { detail, count }] of nameless) rejects.push({ seq: 0, reason, detail, count })
    return rejects
  }

  private noteSession(batch: EventBatch): void {
    const fields = batch.record ? mergeFields(this.fields, recordFields(batch.record)) : this.fields
    // Without holes the events themselves say how high the session went; only a promise needs to be kept.
    const promises = batch.highest > this.highest && batch.highest > this.resolved.greatest
    const claims = this.claimed === undefined && batch.secretHash !== undefined
    if (fields !== this.fields || promises || claims) this.recordChanged = true
    this.fields = fields
    this.claimed ??= batch.secretHash
    this.firstReceived ??= batch.received
    this.highest = Math.max(this.highest, batch.highest)
    if (batch.floor > this.floor) {
      this.floor = batch.floor
      if (batch.floor > 1) this.resolved.add(1, batch.floor - 1)
    }
  }

  /** The session's record when it has to be stored anew; then it counts as stored. */
  changedRecord(): SessionRecordState | undefined {
    if (!this.recordChanged) return undefined
    this.recordChanged = false
    return {
      secretHash: this.claimed ?? '',
      fields: this.fields,
      floor: this.floor,
      highest: this.highest,
      firstReceived: this.firstReceived,
    }
  }

  /** What the client may forget. */
  resolution(limit: number): { readonly resolvedThrough: number; readonly resolved: readonly SeqRange[] } {
    const resolvedThrough = this.resolved.through()
    const above = this.resolved.ranges().filter(([from]) => from > resolvedThrough)
    return { resolvedThrough, resolved: above.slice(0, limit) }
  }
}

export interface SessionRecordState {
  readonly secretHash: string
  readonly fields: RecordFields
  readonly floor: number
  readonly highest: number
  readonly firstReceived: Micros | undefined
}

/** Most batches are in order already; then nothing is copied. */
function inSeqOrder(events: readonly PreparedEvent[]): readonly PreparedEvent[] {
  const ordered = events.every((event, index) => index === 0 || (events[index - 1]?.seq ?? 0) <= event.seq)
  return ordered ? events : events.toSorted((a, b) => a.seq - b.seq)
}

const SEQ_TEXT = /^[0-9]{1,16}$/

function seqOf(text: string | undefined): number {
  const seq = text !== undefined && SEQ_TEXT.test(text) ? Number(text) : 0
  return Number.isSafeInteger(seq) ? seq : 0
}

/** The stretch that a `LOST` event declares lost; the store's `session_days.lost_ranges` reads the same. */
export function tombstone(event: Pick<PreparedEvent, 'category' | 'name' | 'attrs'>): SeqRange | undefined {
  if (event.category !== 'sdk' || event.name !== TOMBSTONE_EVENT) return undefined
  const from = seqOf(event.attrs['from'])
  const to = seqOf(event.attrs['to'])
  return from >= 1 && to >= from ? [from, to] : undefined
}
