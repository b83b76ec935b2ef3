import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { IngestPosition } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import { wellFormed } from '#protocol/well-formed.ts'
import type { StoreClient } from './client.ts'
import { EVENT_INSERT, encodeEventRowsInSlices } from './event-rows.ts'
import { blockSettings } from './insert-settings.ts'
import { writeQueryId } from './running-writes.ts'
import type { Block, RecordRow, RejectRow } from './write-plan.ts'

/** An insert that can be repeated: the engine takes it at most once. */
export type Insert = (client: StoreClient) => Promise<void>

/** Resolves when the block is encoded. */
export async function insertBlock({ partition, rows, token }: Block): Promise<Insert> {
  // Encoded once: a retry must send the same bytes.
  const bytes = await encodeEventRowsInSlices(rows)
  return async (client) => {
    const { stream } = await client.exec({
      query: EVENT_INSERT,
      values: Readable.from([bytes], { objectMode: false }),
      query_id: writeQueryId('events'),
      clickhouse_settings: blockSettings(token, partition.kind),
    })
    // The answer is empty; only when it has been read is the connection free again.
    for await (const chunk of stream) void chunk
  }
}

/** Seconds with six decimals, exact: what DateTime64(6) is read from in JSON. */
export function dateTimeText(micros: Micros): string {
  const seconds = Math.floor(micros / 1_000_000)
  return `${seconds}.${String(micros - seconds * 1_000_000).padStart(6, '0')}`
}

function insertRows(table: string, values: readonly Readonly<Record<string, unknown>>[]): Insert {
  const token = randomUUID()
  return async (client) => {
    await client.insert({
      table,
      values,
      format: 'JSONEachRow',
      query_id: writeQueryId(table.replaceAll('_', '-')),
      clickhouse_settings: blockSettings(token, 'live'),
    })
  }
}

/** `version` grows with every record that this writer stores. */
export function insertRecords(records: readonly RecordRow[], version: number): Insert {
  return insertRows(
    'session_records',
    records.map(({ batch, secretHash, fields, floor, highest, firstReceived }) => ({
      tenant: batch.tenant,
      kind: batch.kind,
      session: batch.session,
      version,
      secret_hash: secretHash,
      fields: Object.fromEntries([...fields].map(([name, text]) => [wellFormed(name), wellFormed(text)])),
      floor,
      highest,
      first_received: dateTimeText(firstReceived ?? batch.received),
      received: dateTimeText(batch.received),
    })),
  )
}

export function insertRejects(rejects: readonly RejectRow[]): Insert {
  return insertRows(
    'rejects',
    rejects.map(({ batch, seq, reason, detail, count }) => ({
      tenant: batch.tenant,
      kind: batch.kind,
      session: batch.session,
      seq,
      reason,
      detail: wellFormed(detail),
      count,
      received: dateTimeText(batch.received),
    })),
  )
}

export interface DeletionRow {
  readonly tenant: string
  readonly kind: string
  readonly session: string
  readonly day: number
  readonly at: Micros
  readonly reason: string
  readonly events: number
  readonly position: IngestPosition
  readonly audit: string
}

export function insertDeletions(deletions: readonly DeletionRow[]): Insert {
  return insertRows(
    'deletions',
    deletions.map((row) => ({ ...row, at: dateTimeText(row.at) })),
  )
}
