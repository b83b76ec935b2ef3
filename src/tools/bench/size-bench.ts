import { createStoreClients } from '#server/adapters/clickhouse/client.ts'
import { startEmbeddedEngine } from '#server/adapters/engine/embedded-engine.ts'
import type { Figure } from './figures.ts'

interface ColumnSize {
  readonly column: string
  readonly bytes: string
  readonly rows: string
}

/** Opens the data directory of a server that has stopped and weighs the events as they lie on the disk. */
export async function benchSize(dataDirectory: string): Promise<Figure[]> {
  const engine = await startEmbeddedEngine({ dataDirectory })
  const clients = createStoreClients(engine.connection)
  const rowsOf = async <Row>(query: string): Promise<Row[]> => {
    const answer = await clients.writer.query({ query, format: 'JSONEachRow' })
    return answer.json<Row>()
  }
  try {
    const columns = await rowsOf<ColumnSize>(
      `SELECT column, sum(column_data_compressed_bytes + column_marks_bytes) AS bytes, sum(rows) AS rows
       FROM system.parts_columns WHERE active AND database = 'clueline' AND table = 'events' GROUP BY column`,
    )
    const [parts] = await rowsOf<{ rows: string; count: string; bytes: string; indexes: string }>(
      `SELECT sum(rows) AS rows, count() AS count, sum(bytes_on_disk) AS bytes,
              sum(secondary_indices_compressed_bytes + secondary_indices_marks_bytes + primary_key_size) AS indexes
       FROM system.parts WHERE active AND database = 'clueline' AND table = 'events'`,
    )
    const rows = Number(parts?.rows ?? 0)
    const bytesOf = (keep: (it: ColumnSize) => boolean) =>
      columns.filter(keep).reduce((sum, it) => sum + Number(it.bytes), 0)
    const payload = bytesOf((it) => it.column === 'payload')
    const largest = columns
      .toSorted((a, b) => Number(b.bytes) - Number(a.bytes))
      .slice(0, 6)
      .map((it) => `${it.column} ${(Number(it.bytes) / rows).toFixed(1)}`)
      .join(', ')
    const [others] = await rowsOf<{ bytes: string }>(
      `SELECT sum(bytes_on_disk) AS bytes FROM system.parts
       WHERE active AND database = 'clueline' AND table NOT IN ('events')`,
    )
    return [
      {
        name: 'stored per event without payload',
        value: (Number(parts?.bytes ?? 0) - payload) / rows,
        unit: 'bytes',
        goal: { at: 'most', value: 40 },
        note: `columns, marks and indexes of \`events\`; largest: ${largest}`,
      },
      { name: 'of that, indexes', value: Number(parts?.indexes ?? 0) / rows, unit: 'bytes' },
      { name: 'payload', value: payload / rows, unit: 'bytes/event' },
      { name: 'all other tables', value: Number(others?.bytes ?? 0) / rows, unit: 'bytes/event' },
      { name: 'parts of events', value: Number(parts?.count ?? 0), unit: '' },
    ]
  } finally {
    await clients.close()
    await engine.stop()
  }
}
