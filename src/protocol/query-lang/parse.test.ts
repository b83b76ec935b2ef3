import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { queryNode, TEXT_PIECES } from '#testing/arbitraries/query.ts'
import { withoutPositions, type QueryNode } from './ast.ts'
import { QUERY_ERROR_SENTENCES, type QueryErrorCode } from './errors.ts'
import { FIELD_NAMES, FIELDS } from './fields.ts'
import { MAX_QUERY_CHARS, MAX_QUERY_DEPTH, MAX_QUERY_TERMS } from './limits.ts'
import { parseQuery } from './parse.ts'
import { printQuery } from './print.ts'

function parsed(text: string): QueryNode {
  const result = parseQuery(text)
  if (!result.ok) throw new Error(`${text}: ${result.error.message}`)
  return result.value
}

const canonical = (text: string) => printQuery(parsed(text))

describe('parseQuery', () => {
  test.each([
    ['', ''],
    ['  ', ''],
    ['*', ''],
    ['ticket', 'ticket'],
    ['"ticket expired"', '"ticket expired"'],
    ['"ticket"', 'ticket'],
    ['a AND b', 'a b'],
    ['a b OR c', 'a b OR c'],
    ['(a OR b) c', '(a OR b) c'],
    ['a (b c)', 'a b c'],
    ['a OR (b OR c)', 'a OR b OR c'],
    ['NOT a', '-a'],
    ['-(a b)', '-(a b)'],
    ['--a', '--a'],
    ['NOT (NOT a)', '--a'],
    ['and or not', 'and or not'],
    ['"AND"', '"AND"'],
    ['foo-bar', 'foo-bar'],
    ['a - b', 'a "-" b'],
    ['"-x"', '"-x"'],
    ['Level:>=WARN', 'level:>=warn'],
    ['level:warn,error', 'level:warn,error'],
    ['level: warn, error x', 'level:warn,error x'],
    ['level:warn..', 'level:>=warn'],
    ['level:..warn', 'level:<=warn'],
    ['seq:100..200', 'seq:100..200'],
    ['attr.status:>=500', 'attr.status:>=500'],
    ['attr.x:1..5', 'attr.x:1..5'],
    ['attr.x:"1..5"', 'attr.x:"1..5"'],
    ['attr.x:a..b', 'attr.x:"a..b"'],
    ['attr."x y":v', 'attr."x y":v'],
    ['attr."status":v', 'attr.status:v'],
    ['attr.a.b:v', 'attr.a.b:v'],
    ['ATTR.Key:v', 'attr.Key:v'],
    ['attr.url:http://a/b', 'attr.url:"http://a/b"'],
    ['ts:2026-05-01t10:07z', 'ts:2026-05-01T10:07Z'],
    ['ts:"2026-05-01 10:07"', 'ts:2026-05-01T10:07'],
    ['ts:2026-05-01..2026-05-02', 'ts:2026-05-01..2026-05-02'],
    ['time:1640570400000500', 'time:1640570400000500'],
    ['has:callid,attr."x y"', 'has:callid,attr."x y"'],
    ['is:Error,alarm', 'is:error,alarm'],
    ['number:138****8000', 'number:"138****8000"'],
    ['number:"(010) 8888 9999"', 'number:"(010) 8888 9999"'],
    ['session.useragent:x', 'session.userAgent:x'],
    ['session.custom.k:v', 'session.custom.k:v'],
    ['session:s-1', 'session:s-1'],
    ['name:WS_*', 'name:WS_*'],
    ['name:**', 'name:*'],
    ['a\\*b', '"a*b"'],
    ['"a*b"', '"a*b"'],
    ['a\\ b*', 'a\\ b*'],
    ['"say \\"hi\\" C:\\\\x"', '"say \\"hi\\" C:\\\\x"'],
    ['"C:\\temp"', '"C:\\\\temp"'],
    ['level：warn，error （“掉 线” OR 票据）', 'level:warn,error ("掉 线" OR 票据)'],
    ['“掉线"', '掉线'],
    ['"他说“好”"', '"他说“好”"'],
    ['a\u3000b', 'a b'],
    ['label:', undefined],
  ])('%j prints as %j', (text, printed) => {
    const result = parseQuery(text)
    expect(result.ok ? printQuery(result.value) : undefined).toBe(printed)
  })

  test('gives every node its place', () => {
    const text = 'a  -(attr."x y":1,>=2 OR b*)'
    const node = parsed(text)
    const seen: string[] = []
    const visit = (it: QueryNode) => {
      seen.push(`${it.kind} ${text.slice(it.start, it.end)}`)
      if (it.kind === 'and' || it.kind === 'or') it.items.forEach(visit)
      if (it.kind === 'not') visit(it.item)
      if (it.kind !== 'field') return
      seen.push(text.slice(it.field.start, it.field.end))
      seen.push(...it.values.map((value) => text.slice(value.start, value.end)))
    }
    visit(node)
    expect(seen).toEqual([
      'and a  -(attr."x y":1,>=2 OR b*',
      'word a',
      'not -(attr."x y":1,>=2 OR b*',
      'or attr."x y":1,>=2 OR b*',
      'field attr."x y":1,>=2',
      'attr."x y"',
      '1',
      '>=2',
      'word b*',
    ])
  })

  test.each<[string, QueryErrorCode, number, number]>([
    ['x'.repeat(MAX_QUERY_CHARS + 1), 'too-long', MAX_QUERY_CHARS, MAX_QUERY_CHARS + 1],
    ['('.repeat(MAX_QUERY_DEPTH + 1) + 'a', 'too-deep', MAX_QUERY_DEPTH, MAX_QUERY_DEPTH + 1],
    ['-'.repeat(MAX_QUERY_DEPTH + 1) + 'a', 'too-deep', MAX_QUERY_DEPTH, MAX_QUERY_DEPTH + 1],
    ['a '.repeat(MAX_QUERY_TERMS + 1), 'too-many-terms', MAX_QUERY_TERMS * 2, MAX_QUERY_TERMS * 2 + 1],
    ['a "bc', 'unterminated-quote', 2, 5],
    ['a\\', 'dangling-escape', 1, 2],
    ['a )', 'unexpected-close', 2, 3],
    [')', 'unexpected-close', 0, 1],
    ['a (b', 'missing-close', 2, 3],
    ['a (', 'missing-close', 2, 3],
    ['a ()', 'empty-group', 2, 4],
    ['""', 'empty-phrase', 0, 2],
    ['a OR', 'operand-expected', 4, 4],
    ['a AND OR b', 'operand-expected', 6, 8],
    ['NOT', 'operand-expected', 3, 3],
    ['OR a', 'unexpected-operator', 0, 2],
    ['(AND a)', 'unexpected-operator', 1, 4],
    [': a', 'unexpected-colon', 0, 1],
    ['lvel:warn', 'unknown-field', 0, 4],
    ['http://x', 'unknown-field', 0, 4],
    ['session.foo:x', 'unknown-field', 0, 11],
    ['attr:x', 'missing-key', 0, 4],
    ['attr.:x', 'missing-key', 0, 5],
    ['na*me:x', 'wildcard-in-field', 0, 5],
    ['level:', 'value-expected', 6, 6],
    ['level:warn,', 'value-expected', 11, 11],
    ['level:,warn', 'value-expected', 6, 7],
    ['label:"a"b', 'after-value', 9, 10],
    ['f(x)', 'bracket-in-word', 1, 2],
    ['label:f(x)', 'bracket-in-word', 7, 8],
    ['category:calls', 'unknown-value', 9, 14],
    ['is:broken', 'unknown-value', 3, 9],
    ['category:c*', 'no-wildcard', 9, 11],
    ['message:>5', 'not-comparable', 8, 10],
    ['attr.x:>abc', 'not-a-number', 8, 11],
    ['attr.x:>=0x10', 'not-a-number', 9, 13],
    ['seq:-1', 'not-a-number', 4, 6],
    ['level:>=loud', 'not-a-level', 8, 12],
    ['ts:yesterday', 'not-a-time', 3, 12],
    ['ts:2026-02-29', 'not-a-time', 3, 13],
    ['ts:2026-13-01', 'not-a-time', 3, 13],
    ['number:80', 'not-a-phone', 7, 9],
    ['number:abc', 'not-a-phone', 7, 10],
    ['seq:5..4', 'empty-range', 4, 8],
    ['level:error..warn', 'empty-range', 6, 17],
    ['a*b*c*d*e*f*g*h*i*j', 'too-many-wildcards', 0, 19],
  ])('%j is refused: %s at %i-%i', (text, code, start, end) => {
    const result = parseQuery(text)
    expect(result).toMatchObject({ ok: false, error: { code, start, end } })
    expect(result.ok ? '{never}' : result.error.message).not.toMatch(/\{\w+\}|undefined/)
  })

  test('has an example of every error above', async () => {
    const source = await import('./parse.test.ts?raw')
    const missing = Object.keys(QUERY_ERROR_SENTENCES).filter((code) => !source.default.includes(`'${code}'`))
    expect(missing).toEqual([])
  })

  test('suggests the field that was meant', () => {
    const result = parseQuery('levl:warn')
    expect(result.ok ? '' : result.error.message).toContain('perhaps level')
  })

  test('reads its own examples', () => {
    for (const name of FIELD_NAMES) expect(parseQuery(FIELDS[name].example)).toMatchObject({ ok: true })
  })
})

describe('for any query', () => {
  test('parse after print gives the same tree', () => {
    fc.assert(
      fc.property(queryNode(), (node) => {
        expect(withoutPositions(parsed(printQuery(node)))).toEqual(withoutPositions(node))
      }),
      { numRuns: 500 },
    )
  })

  const typed = fc
    .array(
      fc.constantFrom(
        ...TEXT_PIECES,
        ' ',
        ')',
        '(',
        '（',
        '“',
        '”',
        '"',
        ':',
        'OR ',
        'NOT ',
        '-',
        'level:',
        'attr.',
        'has:',
        'is:error',
        'seq:>=',
        'ts:2026-',
        '*',
        '\\',
        '，',
      ),
      { maxLength: 12 },
    )
    .map((pieces) => pieces.join(''))
  const anything = fc.oneof(typed, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))

  test('parsing never throws, points inside the text, and prints canonically', () => {
    let read = 0
    fc.assert(
      fc.property(anything, (text) => {
        const result = parseQuery(text)
        const { start, end } = result.ok ? result.value : result.error
        expect(0 <= start && start <= end && end <= text.length).toBe(true)
        if (!result.ok) return
        read += 1
        const printed = printQuery(result.value)
        expect(withoutPositions(parsed(printed))).toEqual(withoutPositions(result.value))
        expect(canonical(printed)).toBe(printed)
      }),
      { numRuns: 2_000 },
    )
    expect(read).toBeGreaterThan(100)
  })
})
