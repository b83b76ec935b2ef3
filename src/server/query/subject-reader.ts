import type { CallId, SessionId, TenantId } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import type { MachineName } from '#protocol/vocabulary/state-machines.ts'
import type { CallShape } from './call-shape.ts'
import type { ReadControl } from './event-reader.ts'

export const SUBJECT_KINDS = ['account', 'staff', 'device'] as const
export type SubjectKind = (typeof SUBJECT_KINDS)[number]

/** Whose calls and sessions; the id means what `account:`, `staff:` and `device:` mean in the query language. */
export interface Subject {
  readonly tenant: TenantId
  readonly kind: SubjectKind
  readonly id: string
}

/** `from` is included, `to` is not. */
export interface Stretch {
  readonly from: Micros
  readonly to: Micros
}

export interface SubjectSpan {
  readonly firstTs: Micros
  readonly lastTs: Micros
}

export interface SubjectTotals {
  readonly sessions: number
  /** Of whole sessions that lie at least partly in the stretch. */
  readonly recorded: number
  readonly stored: number
  readonly holedSessions: number
}

export interface SubjectPerson {
  readonly value: string
  readonly sessions: number
  readonly lastTs: Micros
}

export interface SubjectPeople {
  /** Seen last first; at most as many as a page lists. */
  readonly values: readonly SubjectPerson[]
  readonly distinct: number
}

export interface SubjectEvents {
  readonly events: number
  readonly warnings: number
  readonly errors: number
  readonly alarms: number
}

/** Calls that began in one bin and are alike in all that decides their outcome. */
export interface CallGroup {
  /** From 0; bins are `width` microseconds wide and the first begins at `start`. */
  readonly bin: number
  readonly shape: CallShape
  readonly calls: number
}

export interface Quantiles {
  readonly count: number
  readonly p50: number
  readonly p95: number
}

export interface CallFigures {
  /** From the first event of an outbound call to its first ringing, or its answer where no ringing was seen. */
  readonly setup: Quantiles
  /** The lowest MOS of each call; `p95`: 95 % of the calls were better. */
  readonly mos: Quantiles
}

export interface StateChange {
  readonly session: SessionId
  readonly seq: number
  readonly ts: Micros
  readonly machine: Extract<MachineName, 'seat' | 'websocket'>
  readonly source: string
  readonly to: string
}

/** A stretch of time from which there is a log. */
export interface LogSpan extends SubjectSpan {
  readonly session: SessionId
  readonly staff: string
}

export interface SubjectStates {
  readonly spans: readonly LogSpan[]
  /** By `(ts, session, seq)`; also those shortly before the stretch, which say how it began. */
  readonly changes: readonly StateChange[]
  /** Only what is after it was read; absent: all of it. */
  readonly since?: Micros
}

export interface Bins {
  readonly start: Micros
  readonly width: number
}

/** What the page of an account, staff member or device shows; the outcomes are computed by the caller. */
export interface SubjectReader {
  /** Over all time; undefined: nobody has seen it. */
  span(subject: Subject, control: ReadControl): Promise<SubjectSpan | undefined>
  totals(subject: Subject, stretch: Stretch, control: ReadControl): Promise<SubjectTotals>
  people(subject: Subject, of: SubjectKind, stretch: Stretch, control: ReadControl): Promise<SubjectPeople>
  /** Seen last first. */
  latestSessions(
    subject: Subject,
    stretch: Stretch,
    limit: number,
    control: ReadControl,
  ): Promise<readonly SessionId[]>
  events(subject: Subject, stretch: Stretch, control: ReadControl): Promise<SubjectEvents>
  /** Calls that began in the stretch. */
  callGroups(
    subject: Subject,
    stretch: Stretch,
    bins: Bins,
    control: ReadControl,
  ): Promise<{ readonly groups: readonly CallGroup[]; readonly complete: boolean }>
  callFigures(subject: Subject, stretch: Stretch, control: ReadControl): Promise<CallFigures>
  /** Begun last first, of these shapes only; absent: of any. */
  latestCalls(
    subject: Subject,
    stretch: Stretch,
    wanted: { readonly shapes?: readonly CallShape[]; readonly limit: number },
    control: ReadControl,
  ): Promise<readonly CallId[]>
  states(subject: Subject, stretch: Stretch, control: ReadControl): Promise<SubjectStates>
}
