import { SEVERITY } from '#protocol/level.ts'
import { CALL_FACTS, FACT_NUMBER } from '#protocol/vocabulary/call-facts.ts'
import type { CallFacts, FactCondition, FactDefinition } from '#protocol/vocabulary/call-facts.ts'

/** Columns of `call_days` for the facts that the vocabulary's outcome rule needs, generated from its table. */
export interface FactColumn {
  readonly name: string
  readonly type: string
  /** Aggregate over `events`, for view and rebuild. */
  readonly expression: string
  /** Aggregate over rows of `call_days` that gives the fact: null or empty text when no event gave it. */
  readonly merged: string
}

/** The total order of events, for what the first or the last of them said. */
export const POSITION = '(ts, session, seq)'
export const POSITION_TYPE = "Tuple(DateTime64(6, 'UTC'), String, UInt64)"

/** For words of our own vocabulary; user text is bound, never quoted. */
const literal = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
const attribute = (name: string) => `attrs[${literal(name)}]`
const isNumber = (text: string) => `match(${text}, ${literal(FACT_NUMBER)})`

function equal(column: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [`${column} = ${literal(value)}`]
}

function conditions(when: FactCondition): readonly string[] {
  const level = when.level === undefined ? [] : [`level = ${SEVERITY[when.level]}`]
  return [
    ...equal('category', when.category),
    ...equal('name', when.name),
    ...equal('phase', when.phase),
    ...level,
    ...attributeConditions(when.attr),
  ]
}

function attributeConditions(test: FactCondition['attr']): readonly string[] {
  if (test === undefined) return []
  const text = attribute(test.attr)
  if ('oneOf' in test) return [`${text} IN (${test.oneOf.map(literal).join(', ')})`]
  return [isNumber(text), `toFloat64OrZero(${text}) < ${test.below}`]
}

interface FactValue {
  readonly type: string
  readonly expression: string
  readonly text: string
  /** Beside the fact's own condition. */
  readonly present: readonly string[]
}

function factValue({ value }: FactDefinition): FactValue {
  if ('column' in value) {
    const micros = 'toUnixTimestamp64Micro(ts)'
    return { type: 'Int64', expression: micros, text: `toString(${micros})`, present: [] }
  }
  const text = attribute(value.attr)
  return value.as === 'text'
    ? { type: 'String', expression: text, text, present: [`${text} != ''`] }
    : { type: 'Float64', expression: `toFloat64OrZero(${text})`, text, present: [isNumber(text)] }
}

function factColumn(fact: FactDefinition): FactColumn {
  const name = `fact_${fact.name}`
  const when = conditions(fact.when)
  const all = (more: readonly string[]) => [...when, ...more].join(' AND ') || 'true'
  const value = factValue(fact)
  if (fact.aggregate === 'count') {
    const type = 'SimpleAggregateFunction(sum, UInt64)'
    return { name, type, expression: `countIf(${all([])})`, merged: `sum(${name})` }
  }
  if (fact.aggregate === 'min' || fact.aggregate === 'max') {
    return {
      name,
      type: `SimpleAggregateFunction(${fact.aggregate}, Nullable(${value.type}))`,
      expression: `${fact.aggregate}OrNullIf(${value.expression}, ${all(value.present)})`,
      merged: `${fact.aggregate}(${name})`,
    }
  }
  // Kept as text, numbers too: an empty text is "no value", which no number could say.
  const aggregate = fact.aggregate === 'first' ? 'argMin' : 'argMax'
  return {
    name,
    type: `AggregateFunction(${aggregate}, String, ${POSITION_TYPE})`,
    expression: `${aggregate}StateIf(${value.text}, ${POSITION}, ${all(value.present)})`,
    merged: `${aggregate}Merge(${name})`,
  }
}

const FACTS: readonly FactDefinition[] = CALL_FACTS

export const CALL_FACT_COLUMNS: readonly FactColumn[] = FACTS.map(factColumn)

/** For a query over `call_days` that groups by call; aliases are `fact_<name>`, to be read with `decodeCallFacts`. */
export const CALL_FACTS_SELECT = CALL_FACT_COLUMNS.map(({ name, merged }) => `${merged} AS ${name}`).join(
  ', ',
)

/** The facts out of a row that was selected with `CALL_FACTS_SELECT` (any JSON format with named columns). */
export function decodeCallFacts(row: Readonly<Record<string, unknown>>): CallFacts {
  const entries = FACTS.flatMap((fact): [string, string | number][] => {
    const value = row[`fact_${fact.name}`]
    const isText = 'attr' in fact.value && fact.value.as === 'text'
    if ((typeof value !== 'string' && typeof value !== 'number') || value === '') return []
    return [[fact.name, isText ? value : Number(value)]]
  })
  return Object.fromEntries(entries) as CallFacts
}
