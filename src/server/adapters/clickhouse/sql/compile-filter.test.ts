import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_TENANT } from '#protocol/ids.ts'
import type { QueryNode } from '#protocol/query-lang/ast.ts'
import { parseQuery } from '#protocol/query-lang/parse.ts'
import { queryNode } from '#testing/arbitraries/query.ts'
import { compileFilter } from './compile-filter.ts'
import { param, renderSql, sql } from './fragment.ts'

const compiling = { tenant: DEFAULT_TENANT, numberKeysOf: (written: string) => [written] }

function parsed(text: string): QueryNode {
  const result = parseQuery(text)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

/** Every quoted text that stands in SQL of ours. */
const OUR_LITERALS = new Set(
  (
    'attr. UTC error alarm begin end none late next-visit sample import ' +
    'message payload name label source.name source.type'
  )
    .split(' ')
    .concat(''),
)

describe('SQL of a query', () => {
  test('has nothing in it that came from the query', () => {
    fc.assert(
      fc.property(queryNode(), (node) => {
        const { text, params } = compileFilter(node, compiling)
        const literals = [...text.matchAll(/'([^']*)'/g)].map(([, literal = '']) => literal)
        expect(literals.filter((literal) => !OUR_LITERALS.has(literal))).toEqual([])
        const used = [...text.matchAll(/\{(q\d+):[A-Za-z0-9()]+\}/g)].map(([, name = '']) => name)
        expect([...new Set(used)].sort()).toEqual(Object.keys(params).sort())
        const rest = text.replace(/'[^']*'|\{q\d+:[A-Za-z0-9()]+\}/g, '')
        expect(rest).toMatch(/^[A-Za-z0-9_ ()[\],.<>=!-]*$/)
      }),
    )
  })

  test('stays short however many words there are', () => {
    const words = Array.from({ length: 100 }, (_, index) => `a${index}*b`).join(' ')
    // The engine refuses form fields over 128 KiB.
    expect(compileFilter(parsed(words), compiling).text.length).toBeLessThan(64 * 1024)
  })

  test('binds equal values once', () => {
    const { text, params } = renderSql(
      sql`${param('String', 'x')} ${param('UInt8', 1)} ${param('String', 'x')}`,
    )
    expect(text).toBe('{q0:String} {q1:UInt8} {q0:String}')
    expect(params).toEqual({ q0: 'x', q1: 1 })
  })
})
