import type { TenantId } from '#protocol/ids.ts'
import type {
  FieldNode,
  FieldRef,
  PatternValue,
  QueryNode,
  TextValue,
  Value,
} from '#protocol/query-lang/ast.ts'
import { fieldDefinition, type FieldName, type Flag } from '#protocol/query-lang/fields.ts'
import { unreachable } from '#protocol/query-lang/unreachable.ts'
import { foldText, type FoldedField } from '#protocol/text-fold.ts'
import { wellFormed } from '#protocol/well-formed.ts'
import {
  anyWordText,
  attributeText,
  FIXED_TEXTS,
  IS_PLAIN,
  WORD_TEXT,
  type FoldedText,
} from './folded-text.ts'
import {
  andSql,
  FALSE,
  notSql,
  orSql,
  param,
  renderSql,
  sql,
  TRUE,
  type Sql,
  type SqlFragment,
} from './fragment.ts'
import { numericText, scaledColumn } from './scale-conditions.ts'
import { sessionCondition, sessionHas } from './session-conditions.ts'
import { containsSql, equalsSql } from './text-conditions.ts'

/** Keys of a phone number in any spelling, under the tenant's key; see `NumberKeysOf` of the in-memory back end. */
export type TenantNumberKeysOf = (written: string, tenant: TenantId) => readonly string[]

interface Compiling {
  readonly tenant: TenantId
  readonly numberKeysOf: TenantNumberKeysOf
}

/**
 * The SQL back end: a condition over the columns of `events` that holds for exactly the rows for which the
 * in-memory predicate holds. It is no scope: tenant, kinds and snapshot are the caller's (see `eventsOf`).
 */
export function compileFilter(node: QueryNode, compiling: Compiling): SqlFragment {
  return renderSql(filterSql(node, compiling))
}

/** The same, to be put together. */
function filterSql(node: QueryNode, compiling: Compiling): Sql {
  switch (node.kind) {
    case 'all':
      return TRUE
    case 'and':
      return andSql(node.items.map((item) => filterSql(item, compiling)))
    case 'or':
      return orSql(node.items.map((item) => filterSql(item, compiling)))
    case 'not':
      return notSql(filterSql(node.item, compiling))
    case 'word':
      return wordSql(node.value)
    case 'field':
      return fieldSql(node, compiling)
    case 'has':
      return orSql(node.fields.map((field) => hasSql(field, compiling)))
    case 'is':
      return orSql(node.flags.map((flag) => FLAG_SQL[flag]))
    default:
      return unreachable(node)
  }
}

function wordSql(value: TextValue | PatternValue): Sql {
  const test = (text: Sql) => containsSql(text, value, foldText)
  const mayReachAcross = value.kind === 'pattern' || value.text.includes('\0')
  const exact = anyWordText(test)
  return andSql([test(WORD_TEXT), mayReachAcross ? exact : orSql([IS_PLAIN, exact])])
}

const FLAG_SQL: Readonly<Record<Flag, Sql>> = {
  error: sql`level = 17 OR form = 'error'`,
  warn: sql`level = 13`,
  alarm: sql`form = 'alarm'`,
  begin: sql`phase = 'begin'`,
  end: sql`phase = 'end'`,
  instant: sql`phase = 'none'`,
  late: sql`via IN ('late', 'next-visit')`,
  sample: sql`kind = 'sample'`,
  import: sql`kind = 'import'`,
}

const SCALES: Partial<Record<FieldName, (value: Value) => Sql>> = {
  level: (value) => scaledColumn(sql`level`, 'UInt8', value),
  seq: (value) => scaledColumn(sql`seq`, 'UInt64', value),
  time: (value) => scaledColumn(sql`time`, 'Int64', value),
  ts: (value) => scaledColumn(sql`ts`, 'DateTime64', value),
  received: (value) => scaledColumn(sql`received`, 'DateTime64', value),
}

const ENUMS: Partial<Record<FieldName, Sql>> = {
  category: sql`category`,
  form: sql`form`,
  phase: sql`phase`,
  via: sql`via`,
  kind: sql`kind`,
}

const IDS: Partial<Record<FieldName, readonly Sql[]>> = {
  session: [sql`session`],
  callid: [sql`callid`],
  span: [sql`span`],
  'source.id': [sql`source_id`],
  'source.parent': [sql`source_parent`],
  id: [sql`session`, sql`callid`, sql`span`, sql`source_id`, sql`source_parent`],
}

function fieldSql({ field, values }: FieldNode, compiling: Compiling): Sql {
  const { type } = fieldDefinition(field.name)
  if (type === 'phone') return numberSql(values, compiling)
  const scale = SCALES[field.name]
  if (scale) return orSql(values.map(scale))
  const column = ENUMS[field.name]
  if (column) return orSql(values.map((value) => equalsSql(column, textOf(value), wellFormed)))
  const ids = IDS[field.name]
  if (ids) return orSql(values.map((value) => idSql(ids, field.name === 'id', value)))
  if (field.name === 'source') return orSql(values.map(sourceSql))
  const text = eventText(field)
  if (!text) return sessionCondition(field, values, compiling.tenant)
  return orSql(values.map((value) => textSql(text, type === 'text', value)))
}

function numberSql(values: readonly Value[], { tenant, numberKeysOf }: Compiling): Sql {
  const keys = values.flatMap((value) => (value.kind === 'text' ? numberKeysOf(value.text, tenant) : []))
  return keys.length === 0 ? FALSE : sql`hasAny(numbers, ${param('Array(String)', keys)})`
}

/** The text of the event itself that a field names; undefined where it is the session's. */
function eventText(field: FieldRef): FoldedText | undefined {
  if (field.name === 'attr') return attributeText(field.key ?? '')
  return isFixedText(field.name) ? FIXED_TEXTS[field.name] : undefined
}

const isFixedText = (name: FieldName): name is FoldedField => Object.hasOwn(FIXED_TEXTS, name)

function textSql({ raw, folded }: FoldedText, contains: boolean, value: Value): Sql {
  if (isEmpty(value)) return sql`${raw} = ''`
  if (isAnything(value)) return sql`${raw} != ''`
  if (value.kind !== 'text' && value.kind !== 'pattern') return numericText(raw, value)
  return contains ? containsSql(folded, value, foldText) : equalsSql(folded, value, foldText)
}

function idSql(columns: readonly Sql[], withIds: boolean, value: Value): Sql {
  const wanted = textOf(value)
  if (isEmpty(wanted)) {
    const absent = columns.map((column) => sql`${column} = ''`)
    return andSql(withIds ? [...absent, sql`NOT arrayExists(v -> v != '', ids)`] : absent)
  }
  const test = (text: Sql) => (isAnything(wanted) ? sql`${text} != ''` : equalsSql(text, wanted, wellFormed))
  const found = columns.map(test)
  if (!withIds) return orSql(found)
  const inIds =
    wanted.kind === 'text'
      ? sql`has(ids, ${param('String', wellFormed(wanted.text))})`
      : sql`arrayExists(v -> ${test(sql`v`)}, ids)`
  return orSql([...found, inIds])
}

function sourceSql(value: Value): Sql {
  const wanted = textOf(value)
  const name = FIXED_TEXTS['source.name']
  if (isEmpty(wanted)) return sql`source_id = '' AND source_name = ''`
  return orSql([idSql([sql`source_id`], false, wanted), textSql(name, true, wanted)])
}

function hasSql(field: FieldRef, { tenant }: Compiling): Sql {
  const { type } = fieldDefinition(field.name)
  if (type === 'phone') return sql`notEmpty(numbers)`
  if (SCALES[field.name]) return TRUE
  const column = ENUMS[field.name]
  if (column) return sql`${column} != ''`
  const ids = IDS[field.name]
  if (ids) return notSql(idSql(ids, field.name === 'id', EMPTY))
  if (field.name === 'source') return notSql(sourceSql(EMPTY))
  const text = eventText(field)
  return text ? sql`${text.raw} != ''` : sessionHas(field, tenant)
}

/** The empty text is matched by what is absent, and by nothing else. */
const isEmpty = (value: Value) => value.kind === 'text' && value.text === ''
/** A pattern of nothing but stars: the field is there. Any other value cannot match an empty text anyway. */
const isAnything = (value: Value) => value.kind === 'pattern' && value.parts.every((part) => part === '')

const EMPTY: Value = { kind: 'text', text: '', start: 0, end: 0 }

function textOf(value: Value) {
  if (value.kind === 'text' || value.kind === 'pattern') return value
  throw new Error('only text is asked of this field')
}
