import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { withoutPositions } from './ast.ts'
import { fieldTerm } from './field-term.ts'
import { parseQuery } from './parse.ts'

test('a term selects the field and the text it was made of, whatever the text', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((it) => it.trim() !== '')
  fc.assert(
    fc.property(text, (value) => {
      const parsed = parseQuery(fieldTerm('attr', value, 'a b'))
      const nowhere = { start: 0, end: 0 }
      expect(parsed.ok && withoutPositions(parsed.value)).toEqual({
        kind: 'field',
        ...nowhere,
        field: { name: 'attr', key: 'a b', ...nowhere },
        values: [{ kind: 'text', text: value, ...nowhere }],
      })
    }),
  )
})
