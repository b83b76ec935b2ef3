import { CALL_FACT_COLUMNS, POSITION, POSITION_TYPE } from './call-fact-columns.ts'
import type { Column, TableSpec } from './tables.ts'

/**
 * A table that can be computed from `events`. One list of columns gives its DDL, the SELECT of its materialized view,
 * of its rebuild and of the recount in tests, so the four cannot drift apart.
 */
export interface DerivedTable extends TableSpec {
  readonly keys: readonly DerivedColumn[]
  readonly values: readonly DerivedColumn[]
  /** Events that count for this table; all when absent. */
  readonly where?: string
}

interface DerivedColumn {
  readonly name: string
  readonly type: string
  /** Over the columns of `events`. */
  readonly expression: string
}

const TS = "DateTime64(6, 'UTC')"
const column = (name: string, type: string, expression: string): DerivedColumn => ({ name, type, expression })
const least = (name: string, type: string, expression: string) =>
  column(name, `SimpleAggregateFunction(min, ${type})`, `min(${expression})`)
const greatest = (name: string, type: string, expression: string) =>
  column(name, `SimpleAggregateFunction(max, ${type})`, `max(${expression})`)
const total = (name: string, expression: string) =>
  column(name, 'SimpleAggregateFunction(sum, UInt64)', expression)
/** Of one session or call and day: a hostile one must not grow a row that can no longer be read. */
const MAX_DISTINCT = 10_000
const distinct = (name: string, type: string, expression: string, condition: string) =>
  column(
    name,
    `SimpleAggregateFunction(groupUniqArrayArray(${MAX_DISTINCT}), Array(${type}))`,
    `groupUniqArrayIf(${MAX_DISTINCT})(${expression}, ${condition})`,
  )

const SPAN = [least('min_ts', TS, 'ts'), greatest('max_ts', TS, 'ts')]
const COUNTS = [
  total('events', 'count()'),
  total('warns', 'countIf(level >= 13 AND level < 17)'),
  total('errors', 'countIf(level >= 17)'),
]
const INGESTS = [least('min_ingest', 'UInt64', 'ingest'), greatest('max_ingest', 'UInt64', 'ingest')]

const TENANT = column('tenant', 'LowCardinality(String)', 'tenant')
const KIND = column('kind', 'LowCardinality(String)', 'kind')
/** Date32, since a Date ends at 1970-01-01 and 2149. */
const DAY = column('day', 'Date32', 'toDate32(ts)')
const SESSION = column('session', 'String', 'session')

/** Small keys, read one at a time: a granule of the default 8,192 rows would be most of a day. */
const POINT_LOOKUP = { index_granularity: 512 } as const
/** Not synced: an unclean stop rebuilds what was touched lately (see `dirty-partitions.ts`). */
const REBUILDABLE = { non_replicated_deduplication_window: 1_000 } as const

interface DerivedSpec {
  readonly name: string
  readonly keys: readonly DerivedColumn[]
  readonly values: readonly DerivedColumn[]
  readonly indexes?: readonly string[]
  readonly where?: string
}

function derived(spec: DerivedSpec): DerivedTable {
  const columns: readonly Column[] = [...spec.keys, ...spec.values].map(({ name, type }) => [name, type])
  const order = spec.keys.map(({ name }) => name).filter((name) => name !== 'kind' && name !== 'day')
  return {
    name: spec.name,
    keys: spec.keys,
    values: spec.values,
    columns,
    indexes: spec.indexes ?? [],
    merge: 'aggregating',
    partitionBy: '(kind, day)',
    orderBy: `(${order.join(', ')})`,
    settings: { ...REBUILDABLE, ...POINT_LOOKUP },
    shardBy: 'cityHash64(session)',
    ...(spec.where === undefined ? {} : { where: spec.where }),
  }
}

const IS_IDENTIFY = "category = 'sdk' AND name = 'IDENTIFY'"
const identified = (name: string, attribute: string) =>
  distinct(name, 'String', `attrs['${attribute}']`, `${IS_IDENTIFY} AND attrs['${attribute}'] != ''`)

/** As `tombstone` of the ledger reads a seq: digits only, though the engine would take '+5' or twenty digits too. */
const lostSeq = (key: string) =>
  `if(match(attrs['${key}'], '^[0-9]{1,16}$'), toUInt64OrZero(attrs['${key}']), 0)`
const LOST_FROM = lostSeq('from')
const LOST_TO = lostSeq('to')
const IS_LOST = `category = 'sdk' AND name = 'LOST' AND ${LOST_FROM} >= 1 AND ${LOST_TO} >= ${LOST_FROM} AND ${LOST_TO} <= ${Number.MAX_SAFE_INTEGER}`
/** `ts` of an event outside the clamp is not offset + mono; inside it is, exactly. */
const IS_UNCLAMPED =
  "kind = 'live' AND ts > received - toIntervalDay(30) AND ts < received + toIntervalDay(1)"

const SESSION_DAYS = derived({
  name: 'session_days',
  keys: [TENANT, KIND, DAY, SESSION],
  values: [
    ...SPAN,
    least('min_seq', 'UInt64', 'seq'),
    greatest('max_seq', 'UInt64', 'seq'),
    ...COUNTS,
    total('alarms', "countIf(form = 'alarm')"),
    least('min_received', TS, 'received'),
    greatest('max_received', TS, 'received'),
    ...INGESTS,
    identified('accounts', 'account'),
    identified('staffs', 'staff'),
    identified('devices', 'device'),
    distinct('callids', 'String', 'callid', "callid != ''"),
    distinct('categories', 'String', 'toString(category)', 'true'),
    // Declared stretches, inclusive; `lost` counts a seq twice where two of them overlap.
    distinct('lost_ranges', 'Tuple(UInt64, UInt64)', `(${LOST_FROM}, ${LOST_TO})`, IS_LOST),
    total('lost', `toUInt64(sumIf(${LOST_TO} - ${LOST_FROM} + 1, ${IS_LOST}))`),
    // (epoch, microseconds to add to `mono`): what the writer needs to give a late event its `ts`.
    distinct('offsets', 'Tuple(UInt32, Int64)', '(epoch, toUnixTimestamp64Micro(ts) - mono)', IS_UNCLAMPED),
  ],
})

const SOURCE_DAYS = derived({
  name: 'source_days',
  keys: [
    TENANT,
    KIND,
    DAY,
    SESSION,
    column('source_type', 'LowCardinality(String)', 'source_type'),
    column('source_id', 'String', 'source_id'),
  ],
  values: [
    ...SPAN,
    least('min_seq', 'UInt64', 'seq'),
    greatest('max_seq', 'UInt64', 'seq'),
    ...COUNTS,
    total('begins', "countIf(phase = 'begin')"),
    total('ends', "countIf(phase = 'end')"),
    greatest('source_name', 'String', 'source_name'),
    greatest('source_parent', 'String', 'source_parent'),
    greatest('callid', 'String', 'callid'),
    ...INGESTS,
  ],
  where: "source_id != ''",
})

/** Which calls and sessions a number was seen in: first-keyed by the number, so a search reads a few granules. */
export const NUMBER_DAYS = derived({
  name: 'number_days',
  keys: [
    TENANT,
    KIND,
    DAY,
    column('number', 'String', 'arrayJoin(numbers)'),
    SESSION,
    column('callid', 'String', 'callid'),
  ],
  values: [...SPAN, total('events', 'count()'), ...INGESTS],
  where: 'notEmpty(numbers)',
})

/**
 * The number that a call named first, sealed, and the token that the same event shows in its place: kept as one value,
 * so that what is revealed is what was shown. Two empty texts where no event named one.
 */
const CALL_NUMBER = column(
  'call_number',
  `AggregateFunction(argMin, Tuple(String, String), ${POSITION_TYPE})`,
  `argMinStateIf((sealed_number, attrs['call.number']), ${POSITION}, sealed_number != '')`,
)

const CALL_DAYS = derived({
  name: 'call_days',
  keys: [TENANT, KIND, DAY, column('callid', 'String', 'callid')],
  values: [
    ...SPAN,
    ...COUNTS,
    total('alarms', "countIf(form = 'alarm')"),
    distinct('sessions', 'String', 'session', 'true'),
    column(
      'numbers',
      `SimpleAggregateFunction(groupUniqArrayArray(${MAX_DISTINCT}), Array(String))`,
      `groupUniqArrayArray(${MAX_DISTINCT})(numbers)`,
    ),
    CALL_NUMBER,
    ...CALL_FACT_COLUMNS,
    ...INGESTS,
  ],
  where: "callid != ''",
})

export const DERIVED_TABLES: readonly DerivedTable[] = [SESSION_DAYS, CALL_DAYS, SOURCE_DAYS, NUMBER_DAYS]

/**
 * The one SELECT that computes a derived table from `from`. `condition` narrows the events
 * (a partition to rebuild); it is SQL of ours, with bound parameters for its values.
 */
export function derivedSelect(table: DerivedTable, from: string, condition?: string): string {
  const columns = [...table.keys, ...table.values].map(({ name, expression }) =>
    expression === name ? name : `${expression} AS ${name}`,
  )
  const where = [table.where, condition].filter((it) => it !== undefined).map((it) => `(${it})`)
  return [
    `SELECT ${columns.join(', ')}`,
    `FROM ${from}`,
    ...(where.length === 0 ? [] : [`WHERE ${where.join(' AND ')}`]),
    `GROUP BY ${table.keys.map(({ name }) => name).join(', ')}`,
  ].join(' ')
}

/** A SimpleAggregateFunction merges with its own function; a state says how by itself. */
function mergedValue(table: DerivedTable, { name, type }: DerivedColumn): string {
  const simple = /^SimpleAggregateFunction\((\w+(?:\(\d+\))?),/.exec(type)?.[1]
  const state = /^AggregateFunction\((\w+),/.exec(type)?.[1]
  const merge = simple ?? `${state}Merge`
  const merged = `${merge}(${table.name}.${name})`
  return `${merge.startsWith('groupUniqArrayArray') ? `arraySort(${merged})` : merged} AS ${name}`
}

/** Reads a derived table (`from` has its columns) with rows of one key merged and arrays sorted: comparable. */
export function derivedMerged(table: DerivedTable, from: string = table.name): string {
  const keys = table.keys.map(({ name }) => name)
  const columns = [...keys, ...table.values.map((it) => mergedValue(table, it))]
  return `SELECT ${columns.join(', ')} FROM ${from} AS ${table.name} GROUP BY ${keys.join(', ')}`
}
