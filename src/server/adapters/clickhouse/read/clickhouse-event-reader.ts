import type { EventReader, ReadControl } from '../../../query/event-reader.ts'
import type { StoreClients } from '../client.ts'
import type { RecentCounts } from '../committed-counts.ts'
import { compileFilter, type TenantNumberKeysOf } from '../sql/compile-filter.ts'
import { callSummaries } from './call-summaries.ts'
import { committedSince } from './committed-since.ts'
import { createCountCache, type ReadContext } from './read-context.ts'
import { createCountIndex } from './count-index.ts'
import { facets } from './facets.ts'
import { findSightings } from './find-sightings.ts'
import { histogram } from './histogram.ts'
import { positionOf } from './locate.ts'
import { rowsAt, rowsNear } from './rows.ts'
import { countScope } from './scope-counts.ts'
import { missingSeqs } from './missing-seqs.ts'
import { sessionSummaries } from './session-summaries.ts'
import { eventContext, wholeEvent } from './single-event.ts'
import { asProblem, createStatements, startBudget, type Budget } from './statements.ts'

export interface EventReaderDeps {
  readonly clients: StoreClients
  /** Keys under which a phone number that somebody typed is found. */
  readonly numberKeysOf: TenantNumberKeysOf
  /** Of the writer in this process; absent where another process writes. */
  readonly recent?: RecentCounts
}

const SCAN_ROWS = 4_000_000

/** One for a process: it remembers counts between questions. */
export function createReadContext({ clients, numberKeysOf, recent }: EventReaderDeps): ReadContext {
  const statements = createStatements(clients)
  return {
    statements,
    numberKeysOf,
    scanRows: SCAN_ROWS,
    compile: (filter, tenant) => compileFilter(filter, { tenant, numberKeysOf }),
    index: createCountIndex(statements, recent),
    counted: createCountCache(),
  }
}

/** Reads events out of ClickHouse. */
export function createClickHouseEventReader(
  deps: EventReaderDeps,
  context: ReadContext = createReadContext(deps),
): EventReader {
  const { statements } = context
  return {
    count: (scope, control) => within(control, (budget) => countScope(context, scope, budget)),
    rowsAt: (scope, request, control) => within(control, (budget) => rowsAt(context, scope, request, budget)),
    rowsNear: (scope, request, control) =>
      within(control, (budget) => rowsNear(context, scope, request, budget)),
    positionOf: (scope, at, order, control) =>
      within(control, (budget) => positionOf(context, scope, at, order, budget)),
    histogram: (scope, bins, control) => within(control, (budget) => histogram(context, scope, bins, budget)),
    facets: (scope, values, control) => within(control, (budget) => facets(context, scope, values, budget)),
    event: (tenant, key, control) => within(control, (budget) => wholeEvent(context, tenant, key, budget)),
    context: (scope, key, around, control) =>
      within(control, (budget) => eventContext(context, scope, key, around, budget)),
    sessions: (tenant, sessions, control) =>
      within(control, (budget) => sessionSummaries(context, tenant, sessions, budget)),
    missing: (tenant, session, limit, control) =>
      within(control, (budget) => missingSeqs(context, tenant, session, limit, budget)),
    calls: (tenant, callids, control, known) =>
      within(control, (budget) => callSummaries(context, tenant, callids, budget, known)),
    find: (tenant, lookups, limit, control, around = []) =>
      within(control, (budget) => findSightings(context, tenant, lookups, { limit, around }, budget)),
    committedSince: (scope, after, limit, control) =>
      within(control, (budget) => committedSince(context, scope, after, limit, budget)),
    running: (queryId) => statements.running(queryId),
    cancel: (queryId) => statements.cancel(queryId),
    forget() {
      context.index.forget()
      context.counted.forget()
    },
  }
}

/** Under the time that the asker gives, and with what stops it told for people. */
async function within<Value>(control: ReadControl, read: (budget: Budget) => Promise<Value>): Promise<Value> {
  try {
    return await read(startBudget(control))
  } catch (cause) {
    throw asProblem(cause)
  }
}
