import type { RejectedEvent, SeqRange } from '#protocol/envelope.ts'
import type { RecordedEvent } from '#protocol/event.ts'
import type { IngestPosition, Seq, SessionId, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import type { PhoneNumber } from '#protocol/phone-number.ts'
import type { Result } from '#protocol/result.ts'
import type { SessionRecord } from '#protocol/session.ts'
import type { DurationMicros, Micros } from '#protocol/time.ts'
import type { Via } from '#protocol/via.ts'

/** Server functions ask this, so that tests decide what time it is. */
export interface Clock {
  now(): Micros
}

/** The keys under which a phone number can be found without the number being stored. */
export interface NumberKeys {
  /** HMAC-SHA-256 of the normalised number under the tenant's key, first 16 hex digits. */
  readonly full: string
  /** The same of the last four digits. */
  readonly last4: string
}

/** What was taken out of an event before it was stored, by the rule that found it. */
export const REDACTION_RULES = ['number-attribute', 'number-text', 'secret-attribute', 'secret-text'] as const
export type RedactionRule = (typeof REDACTION_RULES)[number]

/** One tenant's keys for what is stored in place of numbers and secrets. Key versions stay readable after a rotation. */
export interface TenantKeys {
  /** Under the newest key version: what is stored with an event. */
  numberKeys(number: PhoneNumber): NumberKeys
  /** Under every key version: what a search compares with. */
  searchKeys(number: PhoneNumber): readonly NumberKeys[]
  /** `NumberKeys.last4` of four digits under every key version. */
  last4Keys(last4: string): readonly string[]
  /** AES-256-GCM, base64. */
  seal(number: PhoneNumber): string
  /** Undefined when it was sealed for another tenant, with a key that is gone, or changed since. */
  unseal(sealed: string): PhoneNumber | undefined
  /** Eight hex digits that stand for a secret, so that equality still shows. */
  secretTag(secret: string): string
  count(rule: RedactionRule): void
  counts(): Readonly<Record<RedactionRule, number>>
}

export interface Keyring {
  of(tenant: TenantId): TenantKeys
}

/** An event that is ready to be stored: valid, within limits, numbers tokenised, hashed. Lacks only `ts` and `ingest`. */
export interface PreparedEvent extends RecordedEvent {
  /** Of the event as it was received: the same seq with another hash is a conflict. Unsigned 32 bit. */
  readonly hash: number
  /** Values of attributes that the vocabulary calls ids (trackingId, traceparent …): what `id:` finds. */
  readonly ids: readonly string[]
  /** `NumberKeys.full` and `.last4` of every number that was found in the event. */
  readonly numbers: readonly string[]
  /** AES-GCM of `call.number`, where the event carried it; base64. Empty otherwise. */
  readonly sealedNumber: string
  /** Set by importers, which know the file's own order; live events get it from the session's clock offset. */
  readonly ts?: Micros
}

/** Part of one session, as it is handed to the writer. */
export interface EventBatch {
  readonly tenant: TenantId
  readonly kind: Kind
  readonly session: SessionId
  /** SHA-256 of the session secret, hex; absent for imports. */
  readonly secretHash?: string
  readonly record?: SessionRecord
  readonly via: Via
  readonly received: Micros
  /** Server clock minus device clock when the batch came in. */
  readonly skew: DurationMicros
  readonly floor: Seq
  readonly highest: Seq
  readonly events: readonly PreparedEvent[]
  readonly rejected: readonly RejectedEvent[]
}

export interface BatchOutcome {
  readonly stored: number
  readonly duplicates: number
  /** Seqs that are stored with other content; the stored one stays. */
  readonly conflicts: readonly Seq[]
  readonly resolvedThrough: number
  readonly resolved: readonly SeqRange[]
  /** Snapshot that contains the batch. */
  readonly ingest: IngestPosition
}

export type WriteFailure =
  /** The session was opened with another secret. */
  | { readonly code: 'session-taken' }
  /** The engine is down, restarting, or nearly out of disk: nothing was acknowledged, try again. */
  | { readonly code: 'unavailable'; readonly reason: string; readonly retryAfterSeconds: number }

/**
 * Writes batches exactly once. Resolves when everything in the batch is durable and visible,
 * or says why nothing was acknowledged. Bounded: beyond its queue it answers `unavailable`.
 */
export interface EventWriter {
  write(batch: EventBatch): Promise<Result<BatchOutcome, WriteFailure>>
  /** Greatest position such that it and all before it are committed. */
  committed(): IngestPosition
}

/** Since this process started: `received` = stored + duplicates + all of `rejected` + pending. */
export interface DeliveryCounters {
  readonly received: number
  readonly stored: number
  readonly duplicates: number
  /** Taken, not yet durable. */
  readonly pending: number
  /** By reason: the `RejectReason`s and `session-taken`. */
  readonly rejected: Readonly<Record<string, number>>
}

/** What became of one session's seqs 1 … `highest`. Ranges are inclusive and ascending. */
export interface SessionDelivery {
  readonly session: SessionId
  readonly kind: Kind
  /** Highest seq known of, stored or only announced. */
  readonly highest: number
  readonly stored: number
  readonly rejected: number
  readonly conflicts: number
  /** Declared lost by tombstones. */
  readonly lost: number
  /** Neither stored, nor rejected, nor declared lost. */
  readonly missing: number
  /** The first of the missing stretches; `missing` counts all. */
  readonly missingRanges: readonly SeqRange[]
}

/** All sessions of one tenant and kind together. */
export interface DeliveryTotals {
  readonly sessions: number
  readonly events: number
  readonly rejected: number
  readonly lost: number
  /** Sum over sessions of the highest seq known of. */
  readonly expected: number
}

export interface DeliveryLedger {
  counters(): DeliveryCounters
  sessions(tenant: TenantId, kind: Kind, sessions: readonly SessionId[]): Promise<readonly SessionDelivery[]>
  totals(tenant: TenantId, kind: Kind): Promise<DeliveryTotals>
}

/** A phone number by what stands for it in the store. */
export interface NumberTrace {
  /** `NumberKeys.full` under every key version. */
  readonly keys: readonly string[]
}

export interface Removed {
  readonly sessions: number
  readonly events: number
}

/**
 * Removal by unit. Each resolves when the rows are gone, everywhere, and the removal is on record. What is still to
 * be written comes back afterwards, so await (or end) the writes of what you remove.
 */
export interface StoreRemoval {
  /** Resolves to the number of events removed. */
  deleteSessions(
    tenant: TenantId,
    kind: Kind,
    sessions: readonly SessionId[],
    reason: string,
    /** Id of the audit's record, where somebody asked for it. */
    audit?: string,
  ): Promise<number>
  /**
   * Removes the calls that named a number and every other event that names it, of all kinds, and takes its token out of
   * what is known of sessions. The sessions stay; their holes are on record, and what was removed does not come back.
   */
  deleteNumber(tenant: TenantId, number: NumberTrace, reason: string, audit: string): Promise<Removed>
  deleteKind(tenant: TenantId, kind: Kind, reason: string): Promise<number>
  /** Drops the days of live logs of which every event was received before `limit`; returns them as YYYYMMDD. */
  dropReceivedBefore(limit: Micros): Promise<readonly number[]>
}

export interface EventStore extends EventWriter, StoreRemoval {
  readonly delivery: DeliveryLedger
  /** False while tables are rebuilt after an unclean stop, or the engine is away: answer 503. */
  isReady(): boolean
  /** Writes what is queued, then takes nothing more. */
  close(): Promise<void>
}
