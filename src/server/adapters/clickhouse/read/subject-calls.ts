import type { CallId } from '#protocol/ids.ts'
import { MOST_LOW_SAMPLES, SHAPE_FLAGS, SHAPE_TEXTS, type CallShape } from '../../../query/call-shape.ts'
import type {
  Bins,
  CallFigures,
  CallGroup,
  Quantiles,
  Stretch,
  Subject,
} from '../../../query/subject-reader.ts'
import { CALL_FACTS_SELECT } from '../call-fact-columns.ts'
import type { ReadContext } from './read-context.ts'
import type { Budget, Statement } from './statements.ts'
import { daysOf, sessionsOf } from './subject-sessions.ts'

/** A call that began before midnight has its other facts on the next day, or began on the day before. */
const SPILL_DAYS = 1
/** Bins times ways in which calls come out: far more than an honest account has. */
const MAX_GROUPS = 50_000
/** Codes and reasons are words; a longer text is somebody's mistake and stands cut in the ranking. */
const MAX_TEXT = 200

const COUNTED: ReadonlySet<string> = new Set(['oneWay', 'samples', 'qualityAlarms'])

const FLAGS = [
  ...SHAPE_FLAGS.map((name) =>
    COUNTED.has(name) ? `if(fact_${name} > 0, '1', '0')` : `if(isNotNull(fact_${name}), '1', '0')`,
  ),
  `toString(least(fact_lowSamples, ${MOST_LOW_SAMPLES}))`,
].join(', ')
const SHAPE_COLUMNS = [
  ...SHAPE_TEXTS.map((name) => `leftUTF8(fact_${name}, ${MAX_TEXT})`),
  'fact_sipCode',
  `concat(${FLAGS})`,
]
const SHAPE = SHAPE_COLUMNS.join(', ')

/** One row per call of the subject that began in the stretch: when, and the facts of its outcome. */
function calls(context: ReadContext, subject: Subject, stretch: Stretch): Statement {
  const named = sessionsOf(context, subject)
  const days = daysOf(stretch, SPILL_DAYS)
  return {
    text: `(SELECT callid, toUnixTimestamp64Micro(min(min_ts)) AS first_ts, ${CALL_FACTS_SELECT}
      FROM call_days WHERE tenant = {tenant:String} AND ${days.text} AND callid IN (
        SELECT arrayJoin(callids) FROM session_days
        WHERE tenant = {tenant:String} AND ${days.text} AND (${named.text}))
      GROUP BY callid HAVING first_ts >= {stretch_from:Int64} AND first_ts < {stretch_to:Int64})`,
    params: {
      ...named.params,
      ...days.params,
      tenant: subject.tenant,
      stretch_from: stretch.from,
      stretch_to: stretch.to,
    },
  }
}

type ShapeRow = readonly [direction: string, reason: string, endedBy: string, sipCode: string, flags: string]

function shapeFrom([direction, reason, endedBy, sipCode, flags]: ShapeRow): CallShape {
  return { texts: { direction, reason, endedBy }, sipCode, flags }
}

function rowOf({ texts, sipCode, flags }: CallShape): ShapeRow {
  return [texts.direction, texts.reason, texts.endedBy, sipCode, flags]
}

export async function callGroups(
  context: ReadContext,
  subject: Subject,
  stretch: Stretch,
  { start, width }: Bins,
  budget: Budget,
): Promise<{ readonly groups: readonly CallGroup[]; readonly complete: boolean }> {
  const all = calls(context, subject, stretch)
  const rows = await context.statements.rows<readonly [bin: string, calls: string, ...ShapeRow]>(
    {
      text: `SELECT intDiv(first_ts - {bin_start:Int64}, {bin_width:Int64}) AS bin, count() AS calls, ${SHAPE}
        FROM ${all.text} GROUP BY bin, ${SHAPE} ORDER BY calls DESC LIMIT {row_limit:UInt64}`,
      params: { ...all.params, bin_start: start, bin_width: width, row_limit: MAX_GROUPS },
    },
    budget,
  )
  return {
    groups: rows.map(([bin, count, ...shape]) => ({
      bin: Number(bin),
      calls: Number(count),
      shape: shapeFrom(shape),
    })),
    complete: rows.length < MAX_GROUPS,
  }
}

const REACHED = 'coalesce(fact_ringingTs, fact_connectedTs)'
const SETUP = `greatest(0, ${REACHED} - first_ts)`
const HAS_SETUP = `fact_direction != 'inbound' AND isNotNull(${REACHED})`

export async function callFigures(
  context: ReadContext,
  subject: Subject,
  stretch: Stretch,
  budget: Budget,
): Promise<CallFigures> {
  const all = calls(context, subject, stretch)
  type Row = readonly [string, readonly number[], string, readonly number[]]
  const [row] = await context.statements.rows<Row>(
    {
      text: `SELECT countIf(${HAS_SETUP}), quantilesExactIf(0.5, 0.95)(toFloat64(assumeNotNull(${SETUP})), ${HAS_SETUP}),
          countIf(isNotNull(fact_worstMos)),
          quantilesExactIf(0.5, 0.05)(assumeNotNull(fact_worstMos), isNotNull(fact_worstMos))
        FROM ${all.text}`,
      params: all.params,
    },
    budget,
  )
  const [setups = '0', setup = [], sounds = '0', mos = []] = row ?? []
  return { setup: quantiles(setups, setup), mos: quantiles(sounds, mos) }
}

function quantiles(count: string, [p50 = 0, p95 = 0]: readonly number[]): Quantiles {
  return Number(count) === 0 ? { count: 0, p50: 0, p95: 0 } : { count: Number(count), p50, p95 }
}

export async function latestCalls(
  context: ReadContext,
  subject: Subject,
  stretch: Stretch,
  { shapes, limit }: { readonly shapes?: readonly CallShape[]; readonly limit: number },
  budget: Budget,
): Promise<readonly CallId[]> {
  if (shapes?.length === 0) return []
  const all = calls(context, subject, stretch)
  const only = shapes === undefined ? '1' : `has({wanted_shapes:Array(Array(String))}, [${SHAPE}])`
  const wanted = shapes?.map(rowOf)
  const rows = await context.statements.rows<readonly [CallId, string]>(
    {
      text: `SELECT callid, first_ts FROM ${all.text} WHERE ${only}
        ORDER BY first_ts DESC, callid LIMIT {row_limit:UInt64}`,
      params: {
        ...all.params,
        row_limit: limit,
        ...(wanted === undefined ? {} : { wanted_shapes: wanted }),
      },
    },
    budget,
  )
  return rows.map(([callid]) => callid)
}
