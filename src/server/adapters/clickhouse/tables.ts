import { EVENTS_TABLE_ALIASES, EVENTS_TABLE_COLUMNS } from './events-table.ts'

export type Column = readonly [name: string, type: string]

/** One table, told without its engine: the engine depends on the mode (see `ddl.ts`). */
export interface TableSpec {
  readonly name: string
  readonly columns: readonly Column[]
  readonly indexes: readonly string[]
  /** `plain` keeps every row; `replacing:<column>` the newest per key; `aggregating` merges rows of one key. */
  readonly merge: 'plain' | 'aggregating' | `replacing:${string}`
  readonly partitionBy?: string
  readonly orderBy: string
  readonly settings: Readonly<Record<string, string | number>>
  /** Cluster only: rows of one value live on one shard, so that a session is whole on its shard. */
  readonly shardBy: string
}

/**
 * Blocks whose tokens are remembered per table. The writer only ever retries the block in flight;
 * the rest is room for several writers' worth of history in the log. The engine's default is 0: no deduplication.
 */
const DEDUPLICATION_BLOCKS = 1_000

/** Acknowledged means on the disk, so inserts into tables no other table can restore are synced. */
const DURABLE = {
  non_replicated_deduplication_window: DEDUPLICATION_BLOCKS,
  fsync_after_insert: 1,
  fsync_part_directory: 1,
} as const

/**
 * Five-minute bucket of `ts`. Not `toStartOfFiveMinutes`, which wraps around outside 1970-2106, where a NetLog with
 * odd ticks may well lie; this one is monotone over the whole range, so the primary key prunes time ranges with it.
 */
export const TS_BUCKET = 'intDiv(toUnixTimestamp64Micro(ts), 300000000)'

export const EVENTS: TableSpec = {
  name: 'events',
  columns: [...EVENTS_TABLE_COLUMNS, ...EVENTS_TABLE_ALIASES],
  indexes: [
    'INDEX session_index session TYPE bloom_filter(0.01) GRANULARITY 1',
    'INDEX callid_index callid TYPE bloom_filter(0.01) GRANULARITY 1',
    'INDEX source_index source_id TYPE bloom_filter(0.01) GRANULARITY 1',
    'INDEX ids_index ids TYPE bloom_filter(0.01) GRANULARITY 1',
    'INDEX numbers_index numbers TYPE bloom_filter(0.01) GRANULARITY 1',
    'INDEX span_index span TYPE bloom_filter(0.01) GRANULARITY 1',
    'INDEX parent_index source_parent TYPE bloom_filter(0.01) GRANULARITY 1',
    // An id is asked for in all of these columns at once, and an OR skips a granule only when every side does; these
    // end the false hits of granules that hold nothing but the empty text.
    'INDEX callid_range callid TYPE minmax GRANULARITY 1',
    'INDEX source_range source_id TYPE minmax GRANULARITY 1',
    'INDEX parent_range source_parent TYPE minmax GRANULARITY 1',
    'INDEX span_range span TYPE minmax GRANULARITY 1',
    'INDEX ingest_index ingest TYPE minmax GRANULARITY 1',
  ],
  merge: 'plain',
  partitionBy: '(kind, toYYYYMMDD(ts))',
  orderBy: `(tenant, ${TS_BUCKET}, session, seq)`,
  // Half the engine's default: half the rows read for one session, at the same speed (ADR 3).
  settings: { ...DURABLE, index_granularity: 4_096 },
  shardBy: 'cityHash64(session)',
}

/** What the client told of a session, and the hash of its secret. One row per change; the newest per session counts. */
const SESSION_RECORDS: TableSpec = {
  name: 'session_records',
  columns: [
    ['tenant', 'LowCardinality(String)'],
    ['kind', 'LowCardinality(String)'],
    ['session', 'String'],
    ['version', 'UInt64'],
    ['secret_hash', 'String'],
    ['fields', 'Map(LowCardinality(String), String)'],
    ['floor', 'UInt64'],
    ['highest', 'UInt64'],
    ['first_received', "DateTime64(6, 'UTC')"],
    ['received', "DateTime64(6, 'UTC')"],
  ],
  indexes: [],
  merge: 'replacing:version',
  orderBy: '(tenant, kind, session)',
  settings: { ...DURABLE, index_granularity: 512 },
  shardBy: 'cityHash64(session)',
}

/** Events that were refused, once per `(session, seq, reason)`; without a readable seq once per batch, counted. */
const REJECTS: TableSpec = {
  name: 'rejects',
  columns: [
    ['tenant', 'LowCardinality(String)'],
    ['kind', 'LowCardinality(String)'],
    ['session', 'String'],
    ['seq', 'UInt64'],
    ['reason', 'LowCardinality(String)'],
    ['detail', 'String CODEC(ZSTD(3))'],
    ['count', 'UInt64'],
    ['received', "DateTime64(6, 'UTC')"],
  ],
  indexes: [],
  merge: 'plain',
  orderBy: '(tenant, kind, session, seq)',
  settings: { ...DURABLE, index_granularity: 512 },
  shardBy: 'cityHash64(session)',
}

/** One row per state of an import; the newest per id counts. */
const IMPORTS: TableSpec = {
  name: 'imports',
  columns: [
    ['tenant', 'LowCardinality(String)'],
    ['id', 'String'],
    ['version', 'UInt64'],
    ['kind', 'LowCardinality(String)'],
    ['file', 'String'],
    ['format', 'LowCardinality(String)'],
    ['status', 'LowCardinality(String)'],
    ['sessions', 'Array(String)'],
    ['bytes', 'UInt64'],
    ['read', 'UInt64'],
    ['stored', 'UInt64'],
    ['duplicates', 'UInt64'],
    ['rejected', 'UInt64'],
    ['truncated', 'UInt8'],
    ['detail', 'String'],
    ['extra', 'String CODEC(ZSTD(3))'],
    ['started', "DateTime64(6, 'UTC')"],
    ['ended', "Nullable(DateTime64(6, 'UTC'))"],
  ],
  indexes: [],
  merge: 'replacing:version',
  orderBy: '(tenant, id)',
  settings: DURABLE,
  shardBy: 'cityHash64(id)',
}

/** Who looked at, revealed or removed what; append only, each row sealed to the one before by `hash`. */
const AUDIT: TableSpec = {
  name: 'audit',
  columns: [
    ['tenant', 'LowCardinality(String)'],
    ['at', "DateTime64(6, 'UTC')"],
    ['id', 'String'],
    ['actor', 'String'],
    ['action', 'LowCardinality(String)'],
    ['subject', 'String'],
    ['reason', 'String'],
    ['outcome', 'LowCardinality(String)'],
    ['rows', 'UInt64'],
    ['detail', 'String CODEC(ZSTD(3))'],
    ['previous', 'String'],
    ['hash', 'String'],
  ],
  indexes: [],
  merge: 'plain',
  orderBy: '(tenant, at, id)',
  settings: DURABLE,
  shardBy: 'cityHash64(tenant)',
}

/** What was removed, when and why: a hole that deletion made is told from a loss. */
const DELETIONS: TableSpec = {
  name: 'deletions',
  columns: [
    ['tenant', 'LowCardinality(String)'],
    ['kind', 'LowCardinality(String)'],
    /** Empty: the whole kind, or the partition named in `day`. */
    ['session', 'String'],
    ['day', 'UInt32'],
    ['at', "DateTime64(6, 'UTC')"],
    ['reason', 'LowCardinality(String)'],
    ['events', 'UInt64'],
    /** Committed position at that moment: it never goes back, though the newest rows may be the ones removed. */
    ['position', 'UInt64'],
    /** The record in `audit` of who asked for it; empty where nobody did: retention, an import broken off. */
    ['audit', 'String'],
  ],
  indexes: [],
  merge: 'plain',
  orderBy: '(tenant, kind, session, at)',
  settings: DURABLE,
  shardBy: 'cityHash64(tenant)',
}

export const FACT_TABLES: readonly TableSpec[] = [SESSION_RECORDS, REJECTS, IMPORTS, AUDIT, DELETIONS]
