/**
 * The one table of truth. Everything else in the database can be computed from it
 * (`session_days`, `call_days`, `source_days`) or holds facts that no event carries (`session_records`, `rejects`).
 *
 * - `folded` holds, under the field's name (`message`, `name`, `label`, `source.name`, `source.type`, `payload`,
 *   `attr.<key>`), the folded text of
 *   those fields whose fold differs from ASCII lower case; so folded text in SQL is
 *   `if(mapContains(folded, f), folded[f], lower(field))`, exact and almost free to store.
 * - absent optional strings are empty strings.
 */
export const EVENTS_TABLE_COLUMNS = [
  ['tenant', 'LowCardinality(String)'],
  ['kind', 'LowCardinality(String)'],
  ['session', 'String CODEC(ZSTD(1))'],
  ['seq', 'UInt64 CODEC(Delta(8), ZSTD(1))'],
  ['ts', "DateTime64(6, 'UTC') CODEC(Delta(8), ZSTD(1))"],
  // Microseconds that `ts` is ahead of the device's two clocks: one value per epoch, so almost free, where the clocks
  // themselves would take 2.3 bytes each. See `EVENTS_TABLE_ALIASES`.
  ['time_lag', 'Int64 CODEC(ZSTD(1))'],
  ['mono_lag', 'Int64 CODEC(ZSTD(1))'],
  ['epoch', 'UInt32 CODEC(ZSTD(1))'],
  ['received', "DateTime64(6, 'UTC') CODEC(Delta(8), ZSTD(1))"],
  ['ingest', 'UInt64 CODEC(Delta(8), ZSTD(1))'],
  ['via', 'LowCardinality(String)'],
  ['hash', 'UInt32 CODEC(NONE)'],
  ['callid', 'String CODEC(ZSTD(1))'],
  ['category', 'LowCardinality(String)'],
  ['form', 'LowCardinality(String)'],
  ['level', 'UInt8 CODEC(ZSTD(1))'],
  ['label', 'LowCardinality(String)'],
  ['name', 'LowCardinality(String)'],
  ['phase', 'LowCardinality(String)'],
  ['source_id', 'String CODEC(ZSTD(1))'],
  ['source_type', 'LowCardinality(String)'],
  ['source_parent', 'String CODEC(ZSTD(1))'],
  ['source_name', 'String CODEC(ZSTD(1))'],
  ['span', 'String CODEC(ZSTD(1))'],
  ['message', 'String CODEC(ZSTD(3))'],
  ['attrs', 'Map(LowCardinality(String), String) CODEC(ZSTD(3))'],
  ['folded', 'Map(LowCardinality(String), String) CODEC(ZSTD(3))'],
  ['ids', 'Array(String) CODEC(ZSTD(1))'],
  ['numbers', 'Array(String) CODEC(ZSTD(1))'],
  ['sealed_number', 'String CODEC(ZSTD(1))'],
  ['payload', 'String CODEC(ZSTD(3))'],
] as const satisfies readonly (readonly [name: string, type: string])[]

/** Read like any column; cannot be inserted. */
export const EVENTS_TABLE_ALIASES = [
  ['time', 'Int64 ALIAS toUnixTimestamp64Micro(ts) - time_lag'],
  ['mono', 'Int64 ALIAS toUnixTimestamp64Micro(ts) - mono_lag'],
] as const satisfies readonly (readonly [name: string, type: string])[]

export type EventColumn = (typeof EVENTS_TABLE_COLUMNS)[number][0]
