import type { CallId, SessionId, TenantId } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import type { ReadControl } from './event-reader.ts'

export interface RecentRequest {
  /** Of calls, and of sessions. */
  readonly limit: number
  /** Only what had an event at or after it. */
  readonly from?: Micros
  /** Only what had an event before it. */
  readonly to?: Micros
}

/** Which calls and sessions there were last, the sample included: newest first, each at most `limit`. */
export interface RecentReader {
  recent(
    tenant: TenantId,
    request: RecentRequest,
    control: ReadControl,
  ): Promise<{ readonly calls: readonly CallId[]; readonly sessions: readonly SessionId[] }>
}
