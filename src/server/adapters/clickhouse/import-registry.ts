import type { ImportFormat } from '#importers/importer.ts'
import type { SessionId, TenantId } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import type { ImportEntry, ImportKind, ImportRegistry, ImportStatus } from '../../imports/import-entry.ts'
import { MAX_ANSWERED_SESSIONS } from '../../imports/import-limits.ts'
import type { Clock } from '../../ports.ts'
import type { StoreClients } from './client.ts'
import { dateTimeText } from './store-inserts.ts'

/** What the table has no column for; as JSON, so that an older entry may lack it. */
interface Extra {
  readonly totalBytes?: number
  readonly conflicts?: number
  readonly cut?: number
  readonly notes?: readonly string[]
}

interface ImportRow {
  readonly tenant: string
  readonly id: string
  readonly kind: string
  readonly file: string
  readonly format: string
  readonly status: string
  readonly sessions: readonly string[]
  readonly bytes: string
  readonly read: string
  readonly stored: string
  readonly duplicates: string
  readonly rejected: string
  readonly truncated: number
  readonly detail: string
  readonly extra: string
  readonly startedMicros: string
  readonly endedMicros: string | null
}

const SELECT = (sessions: string) => `
  SELECT
    tenant, id, kind, file, format, status, ${sessions} AS sessions, bytes, read, stored, duplicates, rejected,
    truncated, detail, extra,
    toUnixTimestamp64Micro(started) AS startedMicros, toUnixTimestamp64Micro(ended) AS endedMicros
  FROM imports FINAL`

function entryOf(row: ImportRow): ImportEntry {
  const extra = JSON.parse(row.extra || '{}') as Extra
  return {
    tenant: row.tenant as TenantId,
    id: row.id,
    kind: row.kind as ImportKind,
    file: row.file,
    ...(row.format === '' ? {} : { format: row.format as ImportFormat }),
    status: row.status as ImportStatus,
    sessions: row.sessions as readonly SessionId[],
    bytes: Number(row.bytes),
    ...(extra.totalBytes === undefined ? {} : { totalBytes: extra.totalBytes }),
    read: Number(row.read),
    stored: Number(row.stored),
    duplicates: Number(row.duplicates),
    rejected: Number(row.rejected),
    conflicts: extra.conflicts ?? 0,
    cut: extra.cut ?? 0,
    truncated: row.truncated === 1,
    detail: row.detail,
    notes: extra.notes ?? [],
    started: Number(row.startedMicros) as Micros,
    ...(row.endedMicros === null ? {} : { ended: Number(row.endedMicros) as Micros }),
  }
}

/** Imports as rows of their own table; the newest row of an id counts. */
export function createImportRegistry(clients: Pick<StoreClients, 'writer'>, clock: Clock): ImportRegistry {
  const { writer } = clients
  let lastVersion = 0

  const read = async (query: string, params: Readonly<Record<string, string>> = {}) => {
    const answer = await writer.query({ query, query_params: { ...params }, format: 'JSONEachRow' })
    return (await answer.json<ImportRow>()).map(entryOf)
  }

  return {
    put: async (entry) => {
      // Entries of the same microsecond must keep their order.
      lastVersion = Math.max(lastVersion + 1, clock.now())
      const { tenant, id, kind, file, format, status, sessions, bytes } = entry
      const { totalBytes, conflicts, cut, notes } = entry
      await writer.insert({
        table: 'imports',
        format: 'JSONEachRow',
        values: [
          {
            tenant,
            id,
            version: lastVersion,
            kind,
            file,
            format: format ?? '',
            status,
            sessions,
            bytes,
            read: entry.read,
            stored: entry.stored,
            duplicates: entry.duplicates,
            rejected: entry.rejected,
            truncated: entry.truncated ? 1 : 0,
            detail: entry.detail,
            extra: JSON.stringify({ totalBytes, conflicts, cut, notes } satisfies Record<
              keyof Extra,
              unknown
            >),
            started: dateTimeText(entry.started),
            ended: entry.ended === undefined ? null : dateTimeText(entry.ended),
          },
        ],
      })
    },
    get: async (tenant, id) => {
      const where = 'WHERE tenant = {tenant:String} AND id = {id:String}'
      return (await read(`${SELECT('sessions')} ${where}`, { tenant, id }))[0]
    },
    list: (tenant) =>
      read(
        `${SELECT(`arraySlice(sessions, 1, ${MAX_ANSWERED_SESSIONS})`)}
        WHERE tenant = {tenant:String} ORDER BY started DESC, id`,
        { tenant },
      ),
    remove: async (tenant, id) => {
      await writer.command({
        query: 'ALTER TABLE imports DELETE WHERE tenant = {tenant:String} AND id = {id:String}',
        query_params: { tenant, id },
      })
    },
    running: () => read(`${SELECT('sessions')} WHERE status = 'running'`),
  }
}
