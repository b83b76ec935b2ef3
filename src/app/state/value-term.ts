import { addTerm, filterFor, filterOut, termOf, type FieldValue } from '#protocol/query-lang/edit.ts'
import { fieldTerm } from '#protocol/query-lang/field-term.ts'
import { FIELDS } from '#protocol/query-lang/fields.ts'
import { MAX_QUERY_CHARS } from '#protocol/query-lang/limits.ts'
import { printQuery } from '#protocol/query-lang/print.ts'

/** A term that finds a long text by its beginning leaves room for the rest of the query. */
const MAX_TERM_TEXT = 200

/**
 * What finds events with this value; undefined where no term can (an empty text, a key as long as a query).
 * Long values are found by their beginning, or, where the field means "contains", by a part of it.
 */
export function valueTerm(it: FieldValue): string | undefined {
  if (it.value.trim() === '') return undefined
  const term = isLong(it) ? beginning(it) : termOf(it, 'include')
  return term.length > MAX_QUERY_CHARS ? undefined : term
}

/** The query after `+` or `-` on a value, and the term to show as new; undefined where no term can say it. */
export function narrowedQuery(
  query: string,
  it: FieldValue,
  sign: 'include' | 'exclude',
): { readonly query: string; readonly term: string } | undefined {
  const found = valueTerm(it)
  if (found === undefined) return undefined
  const term = sign === 'include' ? found : `-${found}`
  if (isLong(it)) return { query: query.includes(term) ? query : addTerm(query, term), term }
  return { query: sign === 'include' ? filterFor(query, it) : filterOut(query, it), term }
}

const isLong = ({ value }: FieldValue) => value.length > MAX_TERM_TEXT

function beginning({ name, key, value }: FieldValue): string {
  const start = value.slice(0, MAX_TERM_TEXT).toWellFormed().replaceAll('\ufffd', '')
  if (FIELDS[name].type === 'text') return fieldTerm(name, start, key)
  const nowhere = { start: 0, end: 0 }
  return printQuery({
    kind: 'field',
    ...nowhere,
    field: { name, ...(key === undefined ? {} : { key }), ...nowhere },
    values: [{ kind: 'pattern', parts: [start, ''], ...nowhere }],
  })
}
