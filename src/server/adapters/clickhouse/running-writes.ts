import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { EngineError } from '../engine/engine-errors.ts'
import type { StoreClients } from './client.ts'

/** Every INSERT of ours carries a query id that starts so; nothing else does. */
export const WRITE_QUERY_PREFIX = 'clueline-write-'

/** Unique per insert, also over restarts: `clueline-write-<purpose>-<random>`. Purpose: ASCII letters and dashes. */
export function writeQueryId(purpose: string): string {
  return `${WRITE_QUERY_PREFIX}${purpose}-${randomBytes(12).toString('hex')}`
}

const POLL_MS = 50
/** An insert ends at its next block boundary; a merge or a slow disk may hold it for some seconds. */
const END_WRITES_TIMEOUT_MS = 60_000

/** The old writer's inserts did not end: starting now could store their rows twice. */
export class RunningWritesError extends EngineError {
  constructor(count: number) {
    super(
      'writes-running',
      `${count} inserts of an earlier Clueline server are still running in the store and did not end when asked. ` +
        'Starting now could store their events twice. Make sure that the other server has stopped, then start again.',
    )
  }
}

interface CountRow {
  readonly running: string
}

/**
 * To be awaited by a new writer before its first insert: ends what a writer that died (or was cut off) still has
 * running and waits until it is gone, so that a block in flight is either stored before we look, or never.
 * Returns how many were found. Rejects with `RunningWritesError` when they do not end.
 */
export async function endRunningWrites(
  clients: StoreClients,
  timeoutMs: number = END_WRITES_TIMEOUT_MS,
): Promise<number> {
  const deadline = performance.now() + timeoutMs
  const found = await runningWrites(clients)
  let left = found
  while (left > 0) {
    if (performance.now() > deadline) throw new RunningWritesError(left)
    await clients.writer.command({
      query: 'KILL QUERY WHERE startsWith(query_id, {prefix:String}) AND user = currentUser() ASYNC',
      query_params: { prefix: WRITE_QUERY_PREFIX },
    })
    await sleep(POLL_MS)
    left = await runningWrites(clients)
  }
  return found
}

async function runningWrites(clients: StoreClients): Promise<number> {
  const result = await clients.writer.query({
    query:
      'SELECT count() AS running FROM system.processes ' +
      'WHERE startsWith(query_id, {prefix:String}) AND user = currentUser()',
    query_params: { prefix: WRITE_QUERY_PREFIX },
    format: 'JSONEachRow',
  })
  const [row] = await result.json<CountRow>()
  return Number(row?.running ?? 0)
}

/** Stops one query of ours for good: closing its connection alone does not stop every kind. */
export async function killQuery(clients: StoreClients, queryId: string): Promise<void> {
  await clients.writer.command({
    query: 'KILL QUERY WHERE query_id = {id:String} ASYNC',
    query_params: { id: queryId },
  })
}
