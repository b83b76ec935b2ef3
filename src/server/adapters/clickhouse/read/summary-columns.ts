import type { Kind } from '#protocol/kind.ts'
import type { Micros } from '#protocol/time.ts'
import type { Summary } from '../../../query/event-reader.ts'

/** What `session_days` and `call_days` both add up to, in the order of `SummaryColumns`. */
export const SUMMARY_COLUMNS = [
  'any(kind)',
  'toUnixTimestamp64Micro(min(min_ts))',
  'toUnixTimestamp64Micro(max(max_ts))',
  'sum(events)',
  'sum(warns)',
  'sum(errors)',
  'sum(alarms)',
] as const

export type SummaryColumns = readonly [
  kind: Kind,
  firstTs: string,
  lastTs: string,
  events: string,
  warns: string,
  errors: string,
  alarms: string,
]

export function decodeSummary([
  kind,
  firstTs,
  lastTs,
  events,
  warns,
  errors,
  alarms,
]: SummaryColumns): Summary {
  return {
    kind,
    firstTs: Number(firstTs) as Micros,
    lastTs: Number(lastTs) as Micros,
    events: Number(events),
    warnings: Number(warns),
    errors: Number(errors),
    alarms: Number(alarms),
  }
}
