import type { EventPosition } from '#protocol/event.ts'
import { isSeq, isSessionId, type IngestPosition, type TenantId } from '#protocol/ids.ts'
import type { QueryNode } from '#protocol/query-lang/ast.ts'
import { parseQuery } from '#protocol/query-lang/parse.ts'
import { readTime } from '#protocol/query-lang/time-value.ts'
import { isMicros, type Micros } from '#protocol/time.ts'
import { ProblemError } from '../http/problem.ts'
import type { EventScope } from './event-reader.ts'
import { requiredValues } from './required-values.ts'

export interface ScopeQuery {
  readonly q?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly asOf?: number | undefined
  readonly sample?: string | undefined
}

const YES: ReadonlySet<string> = new Set(['1', 'true'])

/** A switch of the parameters; `usual` where nothing was said. */
export function isYes(text: string | undefined, usual: boolean): boolean {
  return text === undefined ? usual : YES.has(text)
}

/** The scope that the parameters ask for. A snapshot that is not there yet means the newest. */
export function scopeFrom(params: ScopeQuery, tenant: TenantId, committed: IngestPosition): EventScope {
  const filter = filterFrom(params.q ?? '', 'q')
  const [from, to] = [timeFrom(params.from, 'from'), timeFrom(params.to, 'to')]
  return {
    tenant,
    asOf: Math.min(params.asOf ?? committed, committed) as IngestPosition,
    filter,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    sample: isYes(params.sample, requiredValues(filter, 'session') !== undefined),
  }
}

/** Reads a query, or says what is wrong with it and where. */
export function filterFrom(text: string, parameter: 'q' | 'find'): QueryNode {
  const parsed = parseQuery(text)
  if (parsed.ok) return parsed.value
  const { code, message, start, end, params } = parsed.error
  throw new ProblemError({
    status: 400,
    code: 'query-syntax',
    title: 'The query cannot be read',
    detail: message,
    more: { parameter, position: start, end, reason: code, params },
  })
}

export function timeFrom(text: string | undefined, parameter: string): Micros | undefined {
  if (text === undefined || text === '') return undefined
  const time = readTime(text.trim())
  if (time !== undefined) return time.first
  throw invalid(
    parameter,
    'Expected a time as 2026-05-01, 2026-05-01T10:07:30.5+08:00 or microseconds since 1970.',
  )
}

/** `ts.session.seq`: none of the three holds a dot. */
export function printCursor({ ts, session, seq }: EventPosition): string {
  return `${ts}.${session}.${seq}`
}

const CURSOR = /^(-?\d{1,16})\.([0-9A-Za-z_-]{1,64})\.(\d{1,16})$/

export function cursorFrom(text: string | undefined): EventPosition | undefined {
  if (text === undefined || text === '') return undefined
  const [, ts, session = '', seq] = CURSOR.exec(text) ?? []
  const [at, number] = [Number(ts), Number(seq)]
  if (isMicros(at) && isSessionId(session) && isSeq(number)) return { ts: at, session, seq: number }
  throw invalid('cursor', 'Expected a cursor as `before` or `after` of an answer gave it.')
}

export function invalid(parameter: string, detail: string): ProblemError {
  return new ProblemError({
    status: 400,
    code: 'invalid-request',
    title: `The parameter ${parameter} cannot be read`,
    detail,
    more: { parameter },
  })
}
