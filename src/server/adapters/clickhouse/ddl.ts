import { derivedSelect } from './derived-tables.ts'
import type { DerivedTable } from './derived-tables.ts'
import type { TableSpec } from './tables.ts'

/**
 * `single`: one engine, MergeTree. `cluster`: every table twice, `<name>_local` replicated on each shard and
 * `<name>` Distributed over them. Only `single` is run in our tests; `cluster` is text held by golden files.
 */
export type TableMode = { readonly type: 'single' } | { readonly type: 'cluster'; readonly cluster: string }

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/** Names are never user text; this guards against a slip, since identifiers cannot be bound as parameters. */
function identifier(name: string): string {
  if (!NAME.test(name)) throw new Error(`not an identifier: ${name}`)
  return name
}

const FAMILY = { plain: 'MergeTree', aggregating: 'AggregatingMergeTree' } as const
/** One path per table and shard; `{shard}` and `{replica}` are macros of each server. */
const KEEPER_PATH = '/clickhouse/tables/{shard}/{database}/{table}'
/** Longer than a consumer may be down before it sends its batches again. */
const REPLICATED_DEDUPLICATION = {
  replicated_deduplication_window: 100_000,
  replicated_deduplication_window_seconds: 604_800,
} as const

function mergeEngine(spec: TableSpec, mode: TableMode): string {
  const version = spec.merge.startsWith('replacing:') ? spec.merge.slice('replacing:'.length) : undefined
  const family =
    spec.merge === 'plain' || spec.merge === 'aggregating' ? FAMILY[spec.merge] : 'ReplacingMergeTree'
  const versionArguments = version === undefined ? [] : [identifier(version)]
  if (mode.type === 'single') return `${family}(${versionArguments.join(', ')})`
  const replicated = [`'${KEEPER_PATH}'`, "'{replica}'", ...versionArguments]
  return `Replicated${family}(${replicated.join(', ')})`
}

function settingsOf(spec: TableSpec, mode: TableMode): string {
  const settings: Record<string, string | number> = { ...spec.settings }
  if (mode.type === 'cluster') {
    delete settings['non_replicated_deduplication_window']
    Object.assign(settings, REPLICATED_DEDUPLICATION)
  }
  return Object.entries(settings)
    .map(([name, value]) => `${identifier(name)} = ${typeof value === 'number' ? value : `'${value}'`}`)
    .join(', ')
}

const onCluster = (mode: TableMode) =>
  mode.type === 'cluster' ? ` ON CLUSTER ${identifier(mode.cluster)}` : ''
/** The table that holds rows; in `single` mode it is the one everybody names. */
const localName = (table: string, mode: TableMode) =>
  mode.type === 'cluster' ? `${identifier(table)}_local` : identifier(table)

/** CREATE statements of one table, in order. */
export function createTable(spec: TableSpec, mode: TableMode): readonly string[] {
  const lines = [...spec.columns.map(([name, type]) => `${identifier(name)} ${type}`), ...spec.indexes]
  const local = [
    `CREATE TABLE IF NOT EXISTS ${localName(spec.name, mode)}${onCluster(mode)} (`,
    lines.map((line) => `  ${line}`).join(',\n'),
    `) ENGINE = ${mergeEngine(spec, mode)}`,
    ...(spec.partitionBy === undefined ? [] : [`PARTITION BY ${spec.partitionBy}`]),
    `ORDER BY ${spec.orderBy}`,
    `SETTINGS ${settingsOf(spec, mode)}`,
  ].join('\n')
  if (mode.type === 'single') return [local]
  const distributed = [
    `CREATE TABLE IF NOT EXISTS ${identifier(spec.name)}${onCluster(mode)} AS ${localName(spec.name, mode)}`,
    `ENGINE = Distributed(${identifier(mode.cluster)}, currentDatabase(), ${localName(spec.name, mode)}, ${spec.shardBy})`,
  ].join('\n')
  return [local, distributed]
}

const viewName = (table: DerivedTable) => `${identifier(table.name)}_view`

/** The view that feeds a derived table with every block inserted into `events`, shard by shard. */
export function createView(table: DerivedTable, mode: TableMode): string {
  return [
    `CREATE MATERIALIZED VIEW IF NOT EXISTS ${viewName(table)}${onCluster(mode)} TO ${localName(table.name, mode)}`,
    `AS ${derivedSelect(table, localName('events', mode))}`,
  ].join('\n')
}
