import { isKind } from '#protocol/kind.ts'
import type { StoreClient } from './client.ts'
import { derivedPartition, eventsPartition } from './day-partition.ts'
import type { DayPartition } from './day-partition.ts'
import { DERIVED_TABLES, derivedSelect } from './derived-tables.ts'
import type { DerivedTable } from './derived-tables.ts'
import { INSERT_SELECT_SETTINGS } from './insert-settings.ts'
import { writeQueryId } from './running-writes.ts'

/**
 * Computes the given partitions of every derived table from `events` and swaps them in, one atomic swap per table
 * and partition. Nothing may be inserted into these partitions meanwhile: the writer calls it from its own loop.
 */
export async function rebuildPartitions(
  writer: StoreClient,
  partitions: readonly DayPartition[],
): Promise<void> {
  for (const table of DERIVED_TABLES) {
    for (const partition of partitions) await rebuildPartition(writer, table, partition)
  }
}

async function rebuildPartition(
  writer: StoreClient,
  table: DerivedTable,
  partition: DayPartition,
): Promise<void> {
  const fresh = `${table.name}_rebuild`
  const columns = table.columns.map(([name]) => name).join(', ')
  const condition = 'kind = {kind:String} AND toYYYYMMDD(ts) = {day:UInt32}'
  await writer.command({ query: `DROP TABLE IF EXISTS ${fresh} SYNC` })
  await writer.command({ query: `CREATE TABLE ${fresh} AS ${table.name}` })
  await writer.command({
    query: `INSERT INTO ${fresh} (${columns}) ${derivedSelect(table, 'events', condition)}`,
    query_params: { kind: partition.kind, day: partition.day },
    query_id: writeQueryId('rebuild'),
    clickhouse_settings: INSERT_SELECT_SETTINGS,
  })
  const name = derivedPartition(partition)
  const swap = (await isEmpty(writer, fresh))
    ? `DROP PARTITION ${name}`
    : `REPLACE PARTITION ${name} FROM ${fresh}`
  await writer.command({ query: `ALTER TABLE ${table.name} ${swap}` })
  await writer.command({ query: `DROP TABLE ${fresh} SYNC` })
}

async function isEmpty(client: StoreClient, table: string): Promise<boolean> {
  const answer = await client.query({ query: `SELECT 1 FROM ${table} LIMIT 1`, format: 'JSONEachRow' })
  return (await answer.json()).length === 0
}

const PARTITION = /^\('([a-z]+)',(\d{8})\)$/

/** Every partition that `events` has. */
export async function eventPartitions(client: StoreClient): Promise<readonly DayPartition[]> {
  const answer = await client.query({
    query: `
      SELECT DISTINCT partition FROM system.parts
      WHERE database = currentDatabase() AND table = 'events' AND active
      ORDER BY partition`,
    format: 'JSONEachRow',
  })
  return (await answer.json<{ readonly partition: string }>()).map(({ partition }) => {
    const [, kind, day] = PARTITION.exec(partition) ?? []
    if (!isKind(kind)) throw new Error(`not a partition of events: ${partition}`)
    return { kind, day: Number(day) }
  })
}

/** Removes a partition from `events` and from every derived table. */
export async function dropPartition(writer: StoreClient, partition: DayPartition): Promise<void> {
  const drop = async (table: string, name: string) => {
    await writer.command({
      query: `ALTER TABLE ${table} DROP PARTITION ${name}`,
      // The engine's guard of 50 GB is meant for slips at a prompt.
      clickhouse_settings: { max_partition_size_to_drop: '0' },
    })
  }
  await drop('events', eventsPartition(partition))
  for (const { name } of DERIVED_TABLES) await drop(name, derivedPartition(partition))
}
