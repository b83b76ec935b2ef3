import { err, ok } from '#protocol/result.ts'
import type { Result } from '#protocol/result.ts'
import type { StoreClient } from './client.ts'
import { createTable } from './ddl.ts'
import type { TableMode } from './ddl.ts'
import { MIGRATIONS } from './migrations.ts'
import type { Migration } from './migrations.ts'
import type { TableSpec } from './tables.ts'
import { WRITERS_TABLE } from './writer-lease.ts'

const MIGRATIONS_TABLE: TableSpec = {
  name: 'migrations',
  columns: [
    ['number', 'UInt32'],
    ['name', 'String'],
    ['at', "DateTime64(3, 'UTC')"],
  ],
  indexes: [],
  merge: 'plain',
  orderBy: 'number',
  settings: { fsync_after_insert: 1, fsync_part_directory: 1 },
  shardBy: 'number',
}

/** What must be there before anybody is the writer, and only the writer migrates. */
export async function createWritersTable(writer: StoreClient, mode: TableMode): Promise<void> {
  for (const query of createTable(WRITERS_TABLE, mode)) await writer.command({ query })
}

export interface MigrateOutcome {
  /** Names of what was run now; empty when the data was up to date. */
  readonly applied: readonly string[]
}

export interface NewerData {
  readonly code: 'newer-data'
  readonly found: number
  readonly known: number
  readonly message: string
}

/** The format of what is stored, unless a newer version wrote it; then this version must change nothing. */
export async function storedFormat(
  writer: StoreClient,
  mode: TableMode,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<Result<number, NewerData>> {
  for (const query of createTable(MIGRATIONS_TABLE, mode)) await writer.command({ query })
  const found = await appliedNumber(writer)
  const known = Math.max(0, ...migrations.map(({ number }) => number))
  if (found > known) return err({ code: 'newer-data', found, known, message: newerDataMessage(found, known) })
  return ok(found)
}

/** Brings the tables up to this version. Run before anything else reads or writes; safe to run at every start. */
export async function migrate(
  writer: StoreClient,
  mode: TableMode = { type: 'single' },
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<Result<MigrateOutcome, NewerData>> {
  const found = await storedFormat(writer, mode, migrations)
  if (!found.ok) return found
  const pending = migrations.filter(({ number }) => number > found.value)
  for (const { number, name, statements } of pending) {
    for (const query of statements(mode)) await writer.command({ query })
    await writer.command({
      query: 'INSERT INTO migrations SELECT {number:UInt32}, {name:String}, now64(3)',
      query_params: { number, name },
    })
  }
  return ok({ applied: pending.map(({ name }) => name) })
}

async function appliedNumber(writer: StoreClient): Promise<number> {
  const answer = await writer.query({
    query: 'SELECT max(number) AS found FROM migrations',
    format: 'JSONEachRow',
  })
  const [row] = await answer.json<{ found: number }>()
  return row?.found ?? 0
}

function newerDataMessage(found: number, known: number): string {
  return (
    `The stored data has format ${found}; this version of Clueline knows formats up to ${known}. ` +
    'A newer version has written it, and nothing was changed. Start that version again, ' +
    'or name another data directory with CLUELINE_DATA.'
  )
}
