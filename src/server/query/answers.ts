import type { Context } from 'hono'
import type { StoredEvent } from '#protocol/event.ts'
import type { IngestPosition, TenantId } from '#protocol/ids.ts'
import { encodeRows, type RowChunk } from '#protocol/row-chunk.ts'
import type { AppEnv } from '../http/env.ts'
import { problemAnswer } from '../http/routes.ts'
import type { Answer, EventScope, ReadControl, Shortfall } from './event-reader.ts'
import type { QueryDeps } from './query-deps.ts'
import { chooseSample } from './sample-choice.ts'
import { printCursor, scopeFrom, type ScopeQuery } from './scope-params.ts'

/** What every question may be answered with instead. */
export const QUERY_PROBLEMS = {
  400: problemAnswer(
    '`query-syntax` with the position of the fault, or another parameter that cannot be read',
  ),
  409: problemAnswer('The query was cancelled, or its id is in use'),
  422: problemAnswer('It needs more memory, or would give a larger answer, than one query may'),
  503: problemAnswer('The store is starting, restarting or busy; see Retry-After'),
  504: problemAnswer('No part of the answer could be found in time'),
} as const

export const json = <Schema>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

export interface Answered {
  readonly asOf: IngestPosition
  readonly millis: number
  readonly rowsRead: number
  readonly partial: Shortfall | null
}

/** Answers a question about a scope: parameters read, under an id, timed, marked when it is not whole. */
export async function aboutScope<Value extends Answer, Body>(
  c: Context<AppEnv>,
  deps: QueryDeps,
  params: ScopeQuery & { readonly queryId?: string | undefined },
  read: (scope: EventScope, control: ReadControl) => Promise<Value>,
  body: (value: Value) => Body,
): Promise<Body & Answered> {
  const started = performance.now()
  const tenant = c.get('tenant')
  const scope = scopeFrom(params, tenant, deps.committed())
  const whole = (control: ReadControl) => chooseSample(deps.reader, scope, params, control)
  const asker = { tenant, queryId: params.queryId, request: c.req.raw.signal }
  const [value, rowsRead] = await deps.queries.run(asker, (control) =>
    counted(control, async (counting) => read(await whole(counting), counting)),
  )
  return {
    ...body(value),
    asOf: scope.asOf,
    millis: Math.round((performance.now() - started) * 10) / 10,
    rowsRead,
    partial: value.shortfall ?? null,
  }
}

/** With the rows that the engine read for it, over all statements. */
export async function counted<Value>(
  control: ReadControl,
  read: (control: ReadControl) => Promise<Value>,
): Promise<readonly [value: Value, rowsRead: number]> {
  let rowsRead = 0
  const onRowsRead = (rows: number) => {
    rowsRead += rows
  }
  const value = await read({ ...control, onRowsRead })
  return [value, rowsRead]
}

/** A question that has no scope: about one event, session or call. */
export function asked<Value>(
  c: Context<AppEnv>,
  deps: QueryDeps,
  read: (tenant: TenantId, control: ReadControl) => Promise<Value>,
): Promise<Value> {
  const tenant = c.get('tenant')
  return deps.queries.run({ tenant, request: c.req.raw.signal }, (control) => read(tenant, control))
}

export function chunkOf(tenant: TenantId, events: readonly StoredEvent[]): RowChunk {
  return encodeRows(tenant, events)
}

export function cursorOf(event: StoredEvent | undefined): string | null {
  return event ? printCursor(event) : null
}
