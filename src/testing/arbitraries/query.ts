import { LEVELS } from '#protocol/level.ts'
import {
  ALL,
  allOf,
  anyOf,
  COMPARISONS,
  type FieldRef,
  type Point,
  type QueryNode,
  type Value,
} from '#protocol/query-lang/ast.ts'
import { FIELD_NAMES, fieldDefinition, FLAG_NAMES, type FieldName } from '#protocol/query-lang/fields.ts'
import { isEmptyRange, readPoint } from '#protocol/query-lang/points.ts'
import { wellFormed } from '#protocol/well-formed.ts'
import * as fc from 'fast-check'

const NOWHERE = { start: 0, end: 0 } as const

/** Short texts that differ only by what folding, escaping or number rules are about, so that queries hit and miss. */
export const TEXT_PIECES = [
  'a',
  'B',
  'ticket',
  'TICKET_expired',
  '掉线',
  '掉话之后再上线',
  'École',
  'E\u0301cole',
  'é',
  'e',
  '\u0301',
  'İ',
  'i\u0307',
  'ı',
  'ß',
  'ẞ',
  'SS',
  'Σ',
  'ς',
  'σ',
  '\0',
  '\uD800',
  '\uDC00',
  '\uFFFD',
  '0x10',
  'inf',
  ' 5',
  '5',
  '5.0',
  '-3',
  '500',
  '"',
  '\\',
  '%',
  '_',
  '*',
  '?',
  "'",
  '😀',
  '\uF900',
  '豈',
  'Ａ',
  '１',
  '\n',
  '\t',
  ',',
  '：',
  ':',
  '(',
  '..',
  '<',
  '-',
  '\u3000',
  '\u200B',
  '한',
  '\u1112\u1161\u11AB',
  '\u212A',
  'ſ',
  '\u0323',
  'AND',
  '{p0:String}',
  '__proto__',
] as const

/** Texts made of the pieces; the same source serves events and queries, so that they meet. */
export const queryableText: fc.Arbitrary<string> = fc
  .array(fc.constantFrom<string>(...TEXT_PIECES), { minLength: 1, maxLength: 3 })
  .map((pieces) => wellFormed(pieces.join('')))

export const ATTRIBUTE_KEYS = ['status', 'x y', 'http.path', '__proto__', '中', 'a"b', 'constructor'] as const

const number = fc.oneof(
  fc.constantFrom('0', '-0', '5', '5.0', '-3', '500', '007', '0.1', '99.5', '999999999999999'),
  fc.integer({ min: -600, max: 600 }).map(String),
)
const time = fc.oneof(
  fc.constantFrom(
    '2021-12-27',
    '2021-12-27T02:00Z',
    '2021-12-27T10:00:00.001+08:00',
    '1640570400000500',
    '-1',
  ),
  fc.integer({ min: 1_640_570_400_000_000, max: 1_640_570_401_000_000 }).map(String),
)
const wholeNumber = fc.integer({ min: 0, max: 60 }).map(String)

function point(name: FieldName): fc.Arbitrary<Point> {
  const { type } = fieldDefinition(name)
  const text =
    type === 'level'
      ? fc.constantFrom<string>(...LEVELS)
      : type === 'time'
        ? time
        : type === 'number'
          ? wholeNumber
          : number
  return text.map((it) => {
    const read = readPoint(name, it, NOWHERE)
    if (!read.ok) throw new Error(`not a point of ${name}: ${it}`)
    return read.value
  })
}

function scaled(name: FieldName): fc.Arbitrary<Value> {
  const compare = fc.record({
    kind: fc.constant('compare' as const),
    op: fc.constantFrom(...COMPARISONS),
    at: point(name),
    start: fc.constant(0),
    end: fc.constant(0),
  })
  const between = fc
    .tuple(point(name), point(name))
    .map(([a, b]) => (isEmptyRange(a, b) ? { from: b, to: a } : { from: a, to: b }))
    .map((range) => ({ kind: 'between' as const, ...range, ...NOWHERE }))
  return fc.oneof(compare, between)
}

function value(name: FieldName, texts: fc.Arbitrary<string>): fc.Arbitrary<Value> {
  const definition = fieldDefinition(name)
  const text = texts.map((it) => ({ kind: 'text' as const, text: it, ...NOWHERE }))
  if (definition.type === 'level' || definition.type === 'number' || definition.type === 'time') {
    return fc.oneof(
      scaled(name),
      point(name).map((at) => ({ kind: 'point' as const, at, ...NOWHERE })),
    )
  }
  if (definition.type === 'enum') {
    return fc
      .constantFrom(...(definition.values ?? []))
      .map((it) => ({ kind: 'text' as const, text: it, ...NOWHERE }))
  }
  if (definition.type === 'phone') {
    return fc
      .constantFrom('138 0013 8000', '8000', '+86(010)88889999')
      .map((it) => ({ kind: 'text' as const, text: it, ...NOWHERE }))
  }
  return fc.oneof(
    { weight: 4, arbitrary: text },
    { weight: 1, arbitrary: fc.constant({ kind: 'text' as const, text: '', ...NOWHERE }) },
    { weight: 2, arbitrary: pattern(texts) },
    ...(definition.comparable ? [{ weight: 3, arbitrary: scaled(name) }] : []),
  )
}

/** As the tokenizer makes them: two stars in a row are one. */
function pattern(texts: fc.Arbitrary<string>) {
  const edge = fc.oneof(fc.constant(''), texts)
  return fc.tuple(edge, fc.array(texts, { maxLength: 1 }), edge).map(([first, inner, last]) => ({
    kind: 'pattern' as const,
    parts: [first, ...inner, last],
    ...NOWHERE,
  }))
}

const fieldRef: fc.Arbitrary<FieldRef> = fc
  .tuple(fc.constantFrom(...FIELD_NAMES), fc.constantFrom<string>(...ATTRIBUTE_KEYS))
  .map(([name, key]) => (fieldDefinition(name).keyed ? { name, key, ...NOWHERE } : { name, ...NOWHERE }))

export interface QueryOptions {
  /** Texts of fields; for ids give some that events have. */
  readonly textsFor?: (field: FieldRef) => fc.Arbitrary<string>
  readonly maxDepth?: number
}

/** Any tree that the parser can give back: positions zero, normal form. */
export function queryNode({
  textsFor = () => queryableText,
  maxDepth = 3,
}: QueryOptions = {}): fc.Arbitrary<QueryNode> {
  const field = fieldRef.chain((ref) =>
    fc
      .array(value(ref.name, textsFor(ref)), { minLength: 1, maxLength: 3 })
      .map((values): QueryNode => ({ kind: 'field', field: ref, values, ...NOWHERE })),
  )
  const word = fc
    .oneof(
      queryableText.map((text) => ({ kind: 'text' as const, text, ...NOWHERE })),
      pattern(queryableText).filter(({ parts }) => parts.some((part) => part !== '')),
    )
    .map((it): QueryNode => ({ kind: 'word', value: it, ...NOWHERE }))
  const has = fc
    .array(fieldRef, { minLength: 1, maxLength: 2 })
    .map((fields): QueryNode => ({ kind: 'has', fields, ...NOWHERE }))
  const flags = fc
    .array(fc.constantFrom(...FLAG_NAMES), { minLength: 1, maxLength: 2 })
    .map((it): QueryNode => ({ kind: 'is', flags: it, ...NOWHERE }))
  const leaf = fc.oneof(
    { weight: 6, arbitrary: field },
    { weight: 4, arbitrary: word },
    { weight: 1, arbitrary: has },
    { weight: 1, arbitrary: flags },
    { weight: 1, arbitrary: fc.constant<QueryNode>(ALL) },
  )
  const { node } = fc.letrec<{ node: QueryNode }>((tie) => {
    const items = fc.array(tie('node'), { minLength: 2, maxLength: 3 })
    return {
      node: fc.oneof(
        { maxDepth, withCrossShrink: true },
        { weight: 3, arbitrary: leaf },
        { weight: 1, arbitrary: items.map((it) => allOf(it, NOWHERE)) },
        { weight: 1, arbitrary: items.map((it) => anyOf(it, NOWHERE)) },
        {
          weight: 1,
          arbitrary: tie('node').map((item): QueryNode => ({ kind: 'not', item, ...NOWHERE })),
        },
      ),
    }
  })
  return node
}
