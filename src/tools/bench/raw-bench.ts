import { randomBytes, randomUUID } from 'node:crypto'
import { DEFAULT_TENANT, type IngestPosition } from '#protocol/ids.ts'
import { microsFromMillis } from '#protocol/time.ts'
import { dayOf } from '#server/adapters/clickhouse/day-partition.ts'
import type { EventRow } from '#server/adapters/clickhouse/event-rows.ts'
import { migrate } from '#server/adapters/clickhouse/migrate.ts'
import { insertBlock } from '#server/adapters/clickhouse/store-inserts.ts'
import { createKeyring } from '#server/process/keyring.ts'
import { prepareEvent } from '#server/process/prepare-event.ts'
import { startTestEngine } from '#testing/engine.ts'
import { generateSessions } from '../generate/sessions.ts'
import type { Figure } from './figures.ts'
import { loadPlan } from './ingest-bench.ts'

const RAW_BLOCK_ROWS = [1_000, 10_000, 20_000] as const
/** Rows per block size: long enough for merges to take their share. */
const RAW_ROWS = 300_000

export interface RawRates {
  readonly rowsPerSecond: ReadonlyMap<number, number>
  readonly figures: readonly Figure[]
}

/** Rows as the writer makes them, all of one day so that a block is one part. */
function rawRows(count: number): EventRow[] {
  const keys = createKeyring([{ version: 1, secret: randomBytes(32) }]).of(DEFAULT_TENANT)
  const received = microsFromMillis(Date.now())
  const rows: EventRow[] = []
  let first: number | undefined
  for (const { session, events } of generateSessions({ ...loadPlan(count * 3), days: 1 })) {
    for (const event of events) {
      first ??= dayOf(event.time)
      if (dayOf(event.time) !== first) continue
      const prepared = prepareEvent(event, keys)
      const ingest = 1 as IngestPosition
      rows.push({
        tenant: DEFAULT_TENANT,
        kind: 'live',
        session,
        via: 'live',
        received,
        ts: event.time,
        ingest,
        event: prepared,
      })
      if (rows.length === count) return rows
    }
  }
  return rows
}

/**
 * The engine alone: blocks encoded beforehand, one connection, the writer's own insert statement and settings
 * (fsync, deduplication token, views), no HTTP server in front. What the whole pipeline is held against.
 */
export async function benchRaw(): Promise<RawRates> {
  const rows = rawRows(RAW_ROWS)
  const rates = new Map<number, number>()
  for (const size of RAW_BLOCK_ROWS) {
    const test = await startTestEngine()
    try {
      const migrated = await migrate(test.clients.writer)
      if (!migrated.ok) throw new Error(migrated.error.message)
      const inserts = []
      for (let from = 0; from + size <= rows.length; from += size) {
        const part = rows.slice(from, from + size)
        const day = dayOf(rows[0]?.ts ?? microsFromMillis(0))
        inserts.push(await insertBlock({ partition: { kind: 'live', day }, rows: part, token: randomUUID() }))
      }
      const began = performance.now()
      for (const insert of inserts) await insert(test.clients.writer)
      rates.set(size, (inserts.length * size) / ((performance.now() - began) / 1_000))
    } finally {
      await test.stop()
    }
  }
  return {
    rowsPerSecond: rates,
    figures: [...rates].map(([size, rate]) => ({
      name: `raw engine, ${size.toLocaleString('en')}-row blocks`,
      value: rate,
      unit: 'rows/s',
      note: `${RAW_ROWS.toLocaleString('en')} rows, one connection, fsync, same schema and views`,
    })),
  }
}
