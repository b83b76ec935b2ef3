import type { StoredEvent } from '#protocol/event.ts'
import { decodeRows } from '#protocol/row-chunk.ts'
import { RowsAnswer } from '#protocol/schema/query-answers.ts'
import { MAX_ROWS } from '#protocol/schema/query-params.ts'
import type { Client } from './client.ts'
import { Refused, WrongUsage } from './failure.ts'
import { timeOption } from './time-option.ts'

export const scopeArgs = {
  text: { type: 'positional', description: 'Query, in quotes; nothing = every event', required: false },
  from: {
    type: 'string',
    description: '2026-01-31, 2026-01-31T08:00Z, now-15m; included',
    valueHint: 'time',
  },
  to: { type: 'string', description: 'The same; not included', valueHint: 'time' },
  sample: { type: 'boolean', description: 'The sample counts too' },
} as const

const ORDERS = ['asc', 'desc'] as const
export type Order = (typeof ORDERS)[number]

export interface ScopeOptions {
  readonly text?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly sample?: boolean | undefined
}

/** Parameters that every question about the same events shares. */
export function scopeParams(
  { text, from, to, sample }: ScopeOptions,
  nowMillis = Date.now(),
): URLSearchParams {
  // Said outright: left out, the server would show the sample to who names one of its sessions.
  const params = new URLSearchParams({ q: text ?? '', sample: sample ? '1' : '0' })
  const bounds = { from: timeOption('from', from, nowMillis), to: timeOption('to', to, nowMillis) }
  for (const [name, value] of Object.entries(bounds)) if (value !== undefined) params.set(name, value)
  return params
}

export function orderOption(text: string | undefined): Order {
  if (text === undefined) return 'desc'
  if (ORDERS.includes(text as Order)) return text as Order
  throw new WrongUsage(`--order is asc or desc; it is "${text}".`)
}

export function limitOption(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const limit = Number(text)
  if (/^\d{1,15}$/.test(text) && limit >= 1) return limit
  throw new WrongUsage(`--limit must be a whole number from 1; it is "${text}".`)
}

/** An answer that the server could not finish in time would look like fewer events than there are. */
export const NOT_WHOLE =
  'The server could not look at everything in time, so the answer would not be whole. Narrow it with --from and --to.'

/**
 * Pages of matching events in order, all at the snapshot of the first, at most `limit` events altogether.
 * Throws `Refused` rather than leave some out.
 */
export async function* eventPages(
  client: Client,
  scope: URLSearchParams,
  order: Order,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<readonly StoredEvent[]> {
  const params = new URLSearchParams(scope)
  params.set('order', order)
  let left = limit
  while (left > 0) {
    params.set('limit', String(Math.min(left, MAX_ROWS)))
    const answer = RowsAnswer.parse(await client.json(`/api/events/rows?${params.toString()}`))
    const events = decodeRows(answer.chunk)
    yield events
    left -= events.length
    if (answer.complete) return
    if (events.length === 0 || answer.after === null) throw new Refused(NOT_WHOLE)
    params.set('asOf', String(answer.asOf))
    params.set('cursor', answer.after)
  }
}
