import type { TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import type { Micros } from '#protocol/time.ts'
import type { LiveDay } from '../../retention/retention.ts'
import type { RejectCount, StoreFigures } from '../../status/status-routes.ts'
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

async function allBytes(client: StoreClient): Promise<number> {
  const answer = await client.query({
    query:
      'SELECT sum(bytes_on_disk) AS bytes FROM system.parts WHERE active AND database = currentDatabase()',
    format: 'JSONEachRow',
  })
  const [row] = await answer.json<{ bytes: string }>()
  return Number(row?.bytes ?? 0)
}

/** What is refused of a tenant's events, most frequent first. */
export async function rejectCounts(client: StoreClient, tenant: TenantId): Promise<readonly RejectCount[]> {
  const answer = await client.query({
    // A seq that came again is refused once; those without one are counted.
    query: `
      SELECT kind, reason, uniqExactIf((session, seq), seq > 0) + sumIf(count, seq = 0) AS refused
      FROM rejects WHERE tenant = {tenant:String} GROUP BY kind, reason ORDER BY refused DESC, kind, reason`,
    query_params: { tenant },
    format: 'JSONEachRow',
  })
  const rows = await answer.json<{ kind: Kind; reason: string; refused: string }>()
  return rows.map(({ kind, reason, refused }) => ({ kind, reason, count: Number(refused) }))
}

/** What the table of events takes on the disk, of all tenants together. */
export async function storeFigures(client: StoreClient): Promise<StoreFigures> {
  const [parts, bytes] = await Promise.all([eventParts(client), allBytes(client)])
  const sum = (read: (row: PartsRow) => string) => parts.reduce((total, row) => total + Number(read(row)), 0)
  return {
    partitions: parts.length,
    parts: sum((it) => it.parts),
    rows: sum((it) => it.rows),
    bytes: sum((it) => it.bytes),
    allBytes: bytes,
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
