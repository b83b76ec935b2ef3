import type { TenantId } from '#protocol/ids.ts'
import type { FieldRef, Value } from '#protocol/query-lang/ast.ts'
import type { FieldName } from '#protocol/query-lang/fields.ts'
import { sessionField } from '#protocol/query-lang/queryable-event.ts'
import { foldText } from '#protocol/text-fold.ts'
import { foldedByEngine } from './folded-text.ts'
import { notSql, orSql, param, sql, type Sql } from './fragment.ts'
import { numericText } from './scale-conditions.ts'
import { equalsSql } from './text-conditions.ts'

/** Names in other tables that the language reads; the only place where they stand in the query language. */
const SESSION_DAYS = sql`session_days`
const SESSION_RECORDS = sql`session_records`
const IDENTITY_COLUMNS: Partial<Record<FieldName, Sql>> = {
  account: sql`accounts`,
  staff: sql`staffs`,
  device: sql`devices`,
}
const CUSTOM_PREFIX = 'custom.'

/**
 * A condition on what a session is or said it was, which is one for all its events: `session IN (…)`.
 * Sessions are read as they are known now, not at the snapshot: events before the login are found too.
 */
export function sessionCondition(field: FieldRef, values: readonly Value[], tenant: TenantId): Sql {
  return orSql(values.map((value) => oneValue(field, value, tenant)))
}

/** Whether the session has any value of the field. */
export function sessionHas(field: FieldRef, tenant: TenantId): Sql {
  const { from, any } = placeOf(field)
  return sessionsWhere(
    from,
    any((text) => sql`${text} != ''`),
    tenant,
  )
}

function oneValue(field: FieldRef, value: Value, tenant: TenantId): Sql {
  if (value.kind === 'text' && value.text === '') return notSql(sessionHas(field, tenant))
  const { from, any } = placeOf(field)
  return sessionsWhere(
    from,
    any((text) => valueTest(text, value)),
    tenant,
  )
}

function valueTest(text: Sql, value: Value): Sql {
  if (value.kind !== 'text' && value.kind !== 'pattern') return numericText(text, value)
  if (value.kind === 'pattern' && value.parts.every((part) => part === '')) return sql`${text} != ''`
  return equalsSql(foldedByEngine(text), value, foldText)
}

interface Place {
  readonly from: Sql
  /** The condition that a test holds for any value of the field. */
  readonly any: (test: (text: Sql) => Sql) => Sql
}

function placeOf(field: FieldRef): Place {
  const identities = IDENTITY_COLUMNS[field.name]
  if (identities) {
    return { from: SESSION_DAYS, any: (test) => sql`arrayExists(v -> ${test(sql`v`)}, ${identities})` }
  }
  const key = field.name === 'session.custom' ? CUSTOM_PREFIX + (field.key ?? '') : sessionField(field.name)
  // Only the newest version of a record counts.
  return { from: sql`${SESSION_RECORDS} FINAL`, any: (test) => test(sql`fields[${param('String', key)}]`) }
}

function sessionsWhere(from: Sql, condition: Sql, tenant: TenantId): Sql {
  return sql`session IN (SELECT session FROM ${from} WHERE tenant = ${param('String', tenant)} AND (${condition}))`
}
