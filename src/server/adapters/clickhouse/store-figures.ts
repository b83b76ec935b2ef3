import type { Micros } from '#protocol/time.ts'
import type { LiveDay } from '../../retention/retention.ts'
import type { StoreFigures } from '../../status/status-routes.ts'
import type { StoreClient } from './client.ts'

interface PartsRow {
  readonly partition: string
  readonly parts: string
  readonly rows: string
  readonly bytes: string
}

async function eventParts(client: StoreClient): Promise<readonly PartsRow[]> {
  const answer = await client.query({
    query: `
      SELECT partition, count() AS parts, sum(rows) AS rows, sum(bytes_on_disk) AS bytes
      FROM system.parts
      WHERE active AND database = currentDatabase() AND table = 'events'
      GROUP BY partition`,
    format: 'JSONEachRow',
  })
  return answer.json<PartsRow>()
}

/** What the table of events takes on the disk, of all tenants together. */
export async function storeFigures(client: StoreClient): Promise<StoreFigures> {
  const parts = await eventParts(client)
  const sum = (read: (row: PartsRow) => string) => parts.reduce((total, row) => total + Number(read(row)), 0)
  return {
    partitions: parts.length,
    parts: sum((it) => it.parts),
    rows: sum((it) => it.rows),
    bytes: sum((it) => it.bytes),
  }
}

/** Days of live logs of all tenants, with their receipt and size. Reads one column of every live event. */
export async function liveDays(client: StoreClient): Promise<readonly LiveDay[]> {
  const answer = await client.query({
    query: `
      SELECT toYYYYMMDD(ts) AS day, toUnixTimestamp64Micro(max(received)) AS last
      FROM events
      WHERE kind = 'live'
      GROUP BY day`,
    format: 'JSONEachRow',
  })
  const days = await answer.json<{ day: number; last: string }>()
  const sizes = new Map((await eventParts(client)).map((it) => [it.partition, Number(it.bytes)]))
  return days.map(({ day, last }) => ({
    day,
    lastReceived: Number(last) as Micros,
    bytes: sizes.get(`('live',${day})`) ?? 0,
  }))
}
