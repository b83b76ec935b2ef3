import type { FieldName } from './fields.ts'
import { printQuery } from './print.ts'

/** `field:value` for exactly this text, quoted where it must be: what a click on a value adds to a query. */
export function fieldTerm(name: FieldName, text: string, key?: string): string {
  const nowhere = { start: 0, end: 0 }
  return printQuery({
    kind: 'field',
    ...nowhere,
    field: { name, ...(key === undefined ? {} : { key }), ...nowhere },
    values: [{ kind: 'text', text, ...nowhere }],
  })
}
