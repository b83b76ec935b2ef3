import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { EngineError } from '../engine/engine-errors.ts'
import type { StoreClient, StoreClients } from './client.ts'
import { endRunningWrites } from './running-writes.ts'
import type { TableSpec } from './tables.ts'

/** Who writes, one row per server that opened the store and one more when it closed in peace. The newest one writes. */
export const WRITERS_TABLE: TableSpec = {
  name: 'writers',
  columns: [
    ['generation', 'UInt64'],
    ['owner', 'String'],
    ['ended', 'UInt8'],
    ['at', "DateTime64(3, 'UTC')"],
  ],
  indexes: [],
  merge: 'plain',
  orderBy: '(generation, owner)',
  settings: { fsync_after_insert: 1, fsync_part_directory: 1 },
  shardBy: 'generation',
}

/** Another server has opened the store since: this one must never write again. */
export class SupersededError extends EngineError {
  constructor() {
    super(
      'writer-superseded',
      'Another Clueline server has taken over this store, and only one may write. This one has stopped writing for ' +
        'good. Stop one of the two; start this one again if it is to be the one that writes.',
    )
  }
}

/** An insert leaves at the latest so long after its writer was seen to be the newest. */
const FRESH_MS = 1_000
/** Longer than `FRESH_MS`: what the old writer still sends has arrived, and can be ended. */
const TAKEOVER_WAIT_MS = 2_000

export interface WriterLease {
  readonly owner: string
  /** Rejects with `SupersededError` when this writer is no longer the newest. One tiny query. */
  confirm(): Promise<void>
  /** The same, unless it was confirmed a moment ago: for the many statements of one group. */
  confirmIfStale(): Promise<void>
  /** So that the next writer need not wait. */
  end(): Promise<void>
}

export interface LastWriter {
  readonly owner: string
  readonly generation: number
}

/** Undefined: nobody ever wrote here. */
export async function lastWriter(client: StoreClient): Promise<LastWriter | undefined> {
  const query = 'SELECT owner, generation FROM writers ORDER BY generation DESC, owner DESC LIMIT 1'
  const answer = await client.query({ query, format: 'JSONEachRow' })
  const [row] = await answer.json<{ owner: string; generation: string }>()
  return row && { owner: row.owner, generation: Number(row.generation) }
}

export interface LeaseOptions {
  /** Who wrote last, as `lastWriter` told before. */
  readonly after: LastWriter | undefined
  readonly owner?: string
  /**
   * Whether others can reach the store, so that being the newest must be asked again and again. The embedded engine is
   * one server's alone: the data directory is claimed.
   */
  readonly isShared: boolean
}

/** Makes this process the store's writer; when it resolves, nothing of an earlier writer runs or can still come. */
export async function takeLease(clients: StoreClients, options: LeaseOptions): Promise<WriterLease> {
  const { writer } = clients
  const { after, owner = randomUUID(), isShared } = options
  const generation = (after?.generation ?? 0) + 1
  const record = async (ended: 0 | 1) => {
    await writer.command({
      query: 'INSERT INTO writers SELECT {generation:UInt64}, {owner:String}, {ended:UInt8}, now64(3)',
      query_params: { generation, owner, ended },
    })
  }
  let confirmed = Number.NEGATIVE_INFINITY
  const confirm = async () => {
    if (!isShared) return
    const asked = performance.now()
    if ((await lastWriter(writer))?.owner !== owner) throw new SupersededError()
    confirmed = asked
  }
  await record(0)
  if (isShared && (await othersAtWork(writer, generation, owner))) await sleep(TAKEOVER_WAIT_MS)
  await confirm()
  await endRunningWrites(clients)
  return {
    owner,
    confirm,
    confirmIfStale: async () => {
      if (performance.now() - confirmed > FRESH_MS) await confirm()
    },
    end: () => record(1),
  }
}

/** Earlier writers, and those that opened at the same moment, that did not say they ended. */
async function othersAtWork(client: StoreClient, generation: number, owner: string): Promise<boolean> {
  const answer = await client.query({
    query: `
      SELECT owner FROM writers
      WHERE generation >= {from:UInt64} AND owner != {owner:String} GROUP BY owner HAVING max(ended) = 0 LIMIT 1`,
    query_params: { from: Math.max(generation - 1, 0), owner },
    format: 'JSONEachRow',
  })
  return (await answer.json()).length > 0
}
