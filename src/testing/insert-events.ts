import { Readable } from 'node:stream'
import type { StoredEvent } from '#protocol/event.ts'
import type { StoreClients } from '#server/adapters/clickhouse/client.ts'
import { encodeEventRows, EVENT_INSERT } from '#server/adapters/clickhouse/event-rows.ts'

/** What an event of the store has beyond what comes out of it. */
export interface InsertedEvent {
  readonly event: StoredEvent
  readonly payload?: string
  readonly ids?: readonly string[]
  readonly numbers?: readonly string[]
  readonly sealedNumber?: string
}

/** Puts events into the store as they are, without the writer: for tests of reading. One part per day and kind. */
export async function insertEvents(clients: StoreClients, inserted: readonly InsertedEvent[]): Promise<void> {
  if (inserted.length === 0) return
  const rows = inserted.map(({ event, payload, ids, numbers, sealedNumber }) => ({
    tenant: event.tenant,
    kind: event.kind,
    session: event.session,
    via: event.via,
    received: event.received,
    ts: event.ts,
    ingest: event.ingest,
    event: {
      ...event,
      ...(payload === undefined ? {} : { payload }),
      hash: event.seq,
      ids: ids ?? [],
      numbers: numbers ?? [],
      sealedNumber: sealedNumber ?? '',
    },
  }))
  const { stream } = await clients.writer.exec({
    query: EVENT_INSERT,
    values: Readable.from([encodeEventRows(rows)], { objectMode: false }),
    clickhouse_settings: { max_partitions_per_insert_block: '0' },
  })
  stream.resume()
  await new Promise((resolve, reject) => stream.once('end', resolve).once('error', reject))
}
