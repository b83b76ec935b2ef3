import { expect, test } from 'vitest'
import { termsOf } from './query-terms.ts'

test.each([
  ['', []],
  ['level:warn', ['level:warn']],
  ['level:>=warn  ticket -name:LOG', ['level:>=warn', 'ticket', '-name:LOG']],
  ['a OR b', ['(a OR b)']],
  ['x (a OR b) x', ['x', '(a OR b)']],
  ['broken:(', []],
])('%j has the terms %j', (query, terms) => expect(termsOf(query)).toEqual(terms))
