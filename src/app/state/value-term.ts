import { FIELDS, type FieldName } from '#protocol/query-lang/fields.ts'
import { fieldTerm } from '#protocol/query-lang/field-term.ts'
import { MAX_QUERY_CHARS } from '#protocol/query-lang/limits.ts'
import { printQuery } from '#protocol/query-lang/print.ts'

/** A value with the field it is a value of. */
export interface FieldValue {
  readonly field: FieldName
  /** Of a family: `attr.status` is field `attr`, key `status`. */
  readonly key?: string
  readonly text: string
}

/** A term that finds a long text by its beginning leaves room for the rest of the query. */
const MAX_TERM_TEXT = 200

/**
 * What finds events with this value; undefined where no term can (an empty text, a key as long as a query).
 * Long values are found by their beginning, or, where the field means "contains", by a part of it.
 */
export function valueTerm({ field, key, text }: FieldValue): string | undefined {
  if (text.trim() === '') return undefined
  const term = text.length <= MAX_TERM_TEXT ? fieldTerm(field, text, key) : beginning(field, key, text)
  return term.length > MAX_QUERY_CHARS ? undefined : term
}

function beginning(field: FieldName, key: string | undefined, text: string): string {
  const start = text.slice(0, MAX_TERM_TEXT).toWellFormed().replaceAll('\ufffd', '')
  if (FIELDS[field].type === 'text') return fieldTerm(field, start, key)
  const nowhere = { start: 0, end: 0 }
  return printQuery({
    kind: 'field',
    ...nowhere,
    field: { name: field, ...(key === undefined ? {} : { key }), ...nowhere },
    values: [{ kind: 'pattern', parts: [start, ''], ...nowhere }],
  })
}
