import type { EventKey, EventPosition, StoredEvent } from '#protocol/event.ts'
import type { FacetName } from '#protocol/facets.ts'
import type { CallId, IngestPosition, SessionId, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import type { Level } from '#protocol/level.ts'
import type { QueryNode } from '#protocol/query-lang/ast.ts'
import type { SessionRecord } from '#protocol/session.ts'
import type { Micros } from '#protocol/time.ts'
import type { CallFacts } from '#protocol/vocabulary/call-facts.ts'

/** Which events are asked about. Answers about the same scope agree with each other, whatever arrives meanwhile. */
export interface EventScope {
  readonly tenant: TenantId
  /** Only what was committed up to here exists. */
  readonly asOf: IngestPosition
  readonly filter: QueryNode
  /** Of `ts`; `from` is included, `to` is not. Absent: without bound. */
  readonly from?: Micros
  readonly to?: Micros
  /** Whether the sample counts too. */
  readonly sample: boolean
}

/** How the asker stays in charge of what may take long. */
export interface ReadControl {
  /** Under which its statements run in the engine, so that they can be watched and ended. */
  readonly queryId: string
  /** When it fires, the engine's statement is ended and the promise rejects. */
  readonly signal: AbortSignal
  /** Time to answer; after it comes what was found so far, marked, or `query-timeout`. */
  readonly seconds: number
  /** Told after each statement how many rows the engine read for it, in all tables together. */
  readonly onRowsRead?: (rows: number) => void
}

export const ORDERS = ['asc', 'desc'] as const
/** Of `(ts, session, seq)`; each the exact mirror of the other. */
export type Order = (typeof ORDERS)[number]

/** Why an answer is not whole: the time was over before all was looked at. */
export interface Shortfall {
  readonly reason: 'time'
  /** How far it got (`ts`) from where it began: the newest event, or for rows the cursor. */
  readonly scannedTo: Micros
}

export interface Answer {
  /** Absent: the answer is whole. */
  readonly shortfall?: Shortfall
}

export interface Counted extends Answer {
  readonly count: number
}

export interface RowsAtRequest {
  readonly order: Order
  /** Of the first row, from 0 in `order`. */
  readonly position: number
  readonly limit: number
}

export interface RowsNearRequest {
  readonly order: Order
  readonly limit: number
  /** `after`: the rows that follow the cursor in `order`; `before`: those in front of it. Both come in `order`. */
  readonly direction: 'after' | 'before'
  /** Where to start, itself not included. Absent: at the beginning (`after`) or at the end (`before`). */
  readonly cursor?: EventPosition
}

export interface Rows extends Answer {
  readonly events: readonly StoredEvent[]
  /** There is nothing further in the direction that was asked for. */
  readonly complete: boolean
}

export interface Located extends Answer {
  /** From 0 in the order asked for. Where the event itself does not match: of the next that does. */
  readonly position: number
  readonly exact: boolean
  readonly count: number
}

export interface HistogramBin {
  readonly from: Micros
  readonly counts: Readonly<Record<Level, number>>
}

export interface Histogram extends Answer {
  readonly from: Micros
  /** Exclusive. */
  readonly to: Micros
  /** Width of a bin; bins start at multiples of it. Bins without events are left out. */
  readonly width: number
  readonly bins: readonly HistogramBin[]
}

export interface Facet {
  readonly name: FacetName
  /** Most frequent first. An empty value means "not known". */
  readonly values: readonly { readonly value: string; readonly count: number }[]
  /** How many values there are in all. */
  readonly distinct: number
  /** Events whose value is not among `values`. */
  readonly others: number
}

export interface Facets extends Answer {
  readonly count: number
  readonly facets: readonly Facet[]
}

export interface WholeEvent {
  readonly event: StoredEvent
  /** Raw text, exactly as it was received. */
  readonly payload: string
}

export interface EventContext {
  readonly before: readonly StoredEvent[]
  readonly event: StoredEvent
  readonly after: readonly StoredEvent[]
}

/** What the events of a session or call add up to. */
export interface Summary {
  readonly kind: Kind
  readonly firstTs: Micros
  readonly lastTs: Micros
  readonly events: number
  readonly warnings: number
  readonly errors: number
  readonly alarms: number
}

export interface SessionSummary extends Summary {
  readonly session: SessionId
  readonly accounts: readonly string[]
  readonly staffs: readonly string[]
  readonly devices: readonly string[]
  readonly callids: readonly string[]
  readonly record: SessionRecord
  readonly delivery: Delivery
}

/** How much of a session is there. */
export interface Delivery {
  /** Greatest seq that is known to have been recorded. */
  readonly highest: number
  readonly stored: number
  readonly rejected: number
  /** Declared lost by the client. */
  readonly lost: number
  /** Neither stored, nor rejected, nor declared lost. */
  readonly missing: number
}

/** Seqs of a session that are not stored, ascending. */
export interface MissingSeqs {
  readonly ranges: readonly {
    readonly from: number
    readonly to: number
    /** `lost`: declared lost by the client. `rejected`: refused by the server. `deleted`: because somebody asked. */
    readonly because: 'lost' | 'rejected' | 'deleted' | 'unknown'
  }[]
  /** False: there are more holes than were asked for. */
  readonly complete: boolean
}

export interface CallSummary extends Summary {
  readonly callid: CallId
  readonly sessions: readonly SessionId[]
  /** What the outcome is computed from. */
  readonly facts: CallFacts
  /** Whether the store holds the number, sealed. The number itself comes out by "reveal" only. */
  readonly hasNumber: boolean
  /** Masked, as the events show it: `138****8000`. */
  readonly maskedNumber?: string
  /** Of its sessions taken together. */
  readonly delivery: Delivery
}

/** Where something that was searched for has been seen. */
export interface Sighting {
  /** Which lookups led here. */
  readonly by: readonly Lookup['by'][]
  readonly kind: Kind
  readonly session: SessionId
  /** Empty where the events belong to no call. */
  readonly callid: string
  readonly firstTs: Micros
  readonly lastTs: Micros
}

/** What a search may look for; each exact, over all time, the sample included. */
export type Lookup =
  /** Any of these keys of a phone number. */
  | { readonly by: 'number'; readonly values: readonly string[] }
  /** Any number whose key begins like this: the tag of a token. */
  | { readonly by: 'number-tag'; readonly values: readonly string[] }
  /** Any id of a request (tracking id, trace id, id of a source), of a session or call, or who used it. */
  | {
      readonly by: 'session' | 'call' | 'account' | 'staff' | 'device' | 'id'
      readonly values: readonly string[]
    }

export interface TailBatch {
  /** Oldest commit first. At most the limit, the newest ones. */
  readonly events: readonly StoredEvent[]
  /** Matching events that the limit left out. */
  readonly skipped: number
}

export interface RunningQuery {
  readonly queryId: string
  readonly seconds: number
  readonly rowsRead: number
  /** Estimate of the statement that runs now; 0 = not known yet. */
  readonly rowsTotal: number
  readonly bytesRead: number
  readonly memoryBytes: number
}

/** Reads what is stored. Every method sees one tenant. Failures for people are thrown as `ProblemError`. */
export interface EventReader {
  count(scope: EventScope, control: ReadControl): Promise<Counted>
  rowsAt(scope: EventScope, request: RowsAtRequest, control: ReadControl): Promise<Rows>
  rowsNear(scope: EventScope, request: RowsNearRequest, control: ReadControl): Promise<Rows>
  /** Position of an event, or of what comes next after it in `order` where it does not match. */
  positionOf(scope: EventScope, at: EventPosition, order: Order, control: ReadControl): Promise<Located>
  histogram(scope: EventScope, bins: number, control: ReadControl): Promise<Histogram>
  facets(scope: EventScope, values: number, control: ReadControl): Promise<Facets>
  event(tenant: TenantId, key: EventKey, control: ReadControl): Promise<WholeEvent | undefined>
  context(
    scope: Pick<EventScope, 'tenant' | 'asOf'>,
    key: EventKey,
    around: { readonly before: number; readonly after: number },
    control: ReadControl,
  ): Promise<EventContext | undefined>
  /** In the order of `sessions`; those that nobody knows are left out. */
  sessions(
    tenant: TenantId,
    sessions: readonly SessionId[],
    control: ReadControl,
  ): Promise<readonly SessionSummary[]>
  missing(tenant: TenantId, session: SessionId, limit: number, control: ReadControl): Promise<MissingSeqs>
  /** `known`: sessions that some of the calls are made of, which need not be read again; perhaps still on their way. */
  calls(
    tenant: TenantId,
    callids: readonly CallId[],
    control: ReadControl,
    known?: Promise<readonly SessionSummary[]>,
  ): Promise<readonly CallSummary[]>
  /** Newest first, or those first that were nearest to any of the moments; at most `limit`. */
  find(
    tenant: TenantId,
    lookups: readonly Lookup[],
    limit: number,
    control: ReadControl,
    around?: readonly Micros[],
  ): Promise<readonly Sighting[]>
  /** Committed after `after`, up to and with `asOf` of the scope. */
  committedSince(
    scope: EventScope,
    after: IngestPosition,
    limit: number,
    control: ReadControl,
  ): Promise<TailBatch>
  /** What runs in the engine under these ids now. */
  running(queryId: string): Promise<RunningQuery | undefined>
  /** Ends what runs under this id, and resolves when it no longer runs. False: nothing did. */
  cancel(queryId: string): Promise<boolean>
  /** To be called after anything was deleted: what is remembered of counts no longer holds. */
  forget(): void
}
