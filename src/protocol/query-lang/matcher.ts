import type { StoredEvent } from '../event.ts'
import { SEVERITY } from '../level.ts'
import { foldText } from '../text-fold.ts'
import { wellFormed } from '../well-formed.ts'
import type {
  Comparison,
  FieldNode,
  FieldRef,
  PatternValue,
  Point,
  QueryNode,
  TextValue,
  Value,
} from './ast.ts'
import { fieldDefinition, type Flag } from './fields.ts'
import { scaledNumber } from './number-value.ts'
import { matchesInside, matchesWhole } from './pattern.ts'
import { textsOf, wordTexts, type QueryableEvent } from './queryable-event.ts'
import { unreachable } from './unreachable.ts'

/**
 * The keys under which a phone number, written in any spelling, is found: an event with any of them is a hit.
 * For a whole number its own key, for last four digits theirs.
 */
export type NumberKeysOf = (written: string) => readonly string[]

export type EventPredicate = (queried: QueryableEvent) => boolean

/**
 * The in-memory back end: what the query means, in plain code. The SQL back end is tested against it.
 * Logic has two values: a field that is absent reads as the empty text, and NOT turns exactly what it stands before.
 */
export function compileMatcher(node: QueryNode, numberKeysOf: NumberKeysOf): EventPredicate {
  return compile(node, { numberKeysOf, wordsOf: rememberingWords() })
}

interface Compiling {
  readonly numberKeysOf: NumberKeysOf
  readonly wordsOf: (queried: QueryableEvent) => readonly string[]
}

/** Folds the texts of an event once, however many words of the query ask for them. */
function rememberingWords(): Compiling['wordsOf'] {
  let last: QueryableEvent | undefined
  let words: readonly string[] = []
  return (queried) => {
    if (queried !== last) {
      last = queried
      words = wordTexts(queried).map(foldText)
    }
    return words
  }
}

function compile(node: QueryNode, compiling: Compiling): EventPredicate {
  switch (node.kind) {
    case 'all':
      return () => true
    case 'and': {
      const items = node.items.map((item) => compile(item, compiling))
      return (queried) => items.every((item) => item(queried))
    }
    case 'or': {
      const items = node.items.map((item) => compile(item, compiling))
      return (queried) => items.some((item) => item(queried))
    }
    case 'not': {
      const item = compile(node.item, compiling)
      return (queried) => !item(queried)
    }
    case 'word': {
      const test = containsTest(node.value)
      return (queried) => compiling.wordsOf(queried).some(test)
    }
    case 'field':
      return compileField(node, compiling.numberKeysOf)
    case 'has':
      return (queried) => node.fields.some((field) => isThere(field, queried))
    case 'is':
      return ({ event }) => node.flags.some((flag) => hasFlag(flag, event))
    default:
      return unreachable(node)
  }
}

function compileField({ field, values }: FieldNode, numberKeysOf: NumberKeysOf): EventPredicate {
  const { type } = fieldDefinition(field.name)
  if (type === 'phone') {
    const keys = new Set(values.flatMap((value) => (value.kind === 'text' ? numberKeysOf(value.text) : [])))
    return ({ numbers }) => numbers.some((number) => keys.has(number))
  }
  if (type === 'level' || type === 'number' || type === 'time') {
    const tests = values.map(scaleTest)
    return (queried) => {
      const at = placeOf(field, queried.event)
      return tests.some((test) => test(at))
    }
  }
  const tests = values.map((value) => compileText(field, value))
  return (queried) => {
    const texts = textsOf(field, queried)
    return tests.some((test) => test(texts))
  }
}

type TextsPredicate = (texts: readonly string[]) => boolean

function some(test: (text: string) => boolean): TextsPredicate {
  return (texts) => texts.some((text) => text !== '' && test(text))
}

/** Only the empty text matches what is absent; everything else needs a text that is there. */
function compileText(field: FieldRef, value: Value): TextsPredicate {
  if (value.kind === 'text' && value.text === '') return (texts) => texts.every((text) => text === '')
  if (value.kind !== 'text' && value.kind !== 'pattern') {
    const test = scaleTest(value)
    return some((text) => {
      const at = scaledNumber(text)
      return at !== undefined && test(at)
    })
  }
  const { type } = fieldDefinition(field.name)
  if (field.name === 'source') {
    const [isId, isInName] = [equalsTest(value, wellFormed), containsTest(value)]
    return ([id = '', name = '']) =>
      (id !== '' && isId(wellFormed(id))) || (name !== '' && isInName(foldText(name)))
  }
  if (type === 'text') {
    const test = containsTest(value)
    return some((text) => test(foldText(text)))
  }
  const normal = type === 'keyword' ? foldText : wellFormed
  const test = equalsTest(value, normal)
  return some((text) => test(normal(text)))
}

function containsTest(value: TextValue | PatternValue): (folded: string) => boolean {
  const parts = value.kind === 'text' ? [foldText(value.text)] : value.parts.map(foldText)
  return (folded) => matchesInside(folded, parts)
}

function equalsTest(
  value: TextValue | PatternValue,
  normal: (text: string) => string,
): (text: string) => boolean {
  if (value.kind === 'text') {
    const wanted = normal(value.text)
    return (text) => text === wanted
  }
  const parts = value.parts.map(normal)
  return (text) => matchesWhole(text, parts)
}

/** Numbers are compared times 10^15, times as microseconds, levels by severity number: all exact integers. */
type ScaleTest = (at: bigint) => boolean

function scaleTest(value: Value): ScaleTest {
  switch (value.kind) {
    case 'point': {
      const { low, high } = stretchOf(value.at)
      return (at) => at >= low && at <= high
    }
    case 'between': {
      const [{ low }, { high }] = [stretchOf(value.from), stretchOf(value.to)]
      return (at) => at >= low && at <= high
    }
    case 'compare':
      return compareTest(value.op, value.at)
    case 'text':
    case 'pattern':
      throw new Error('text has no place on a scale')
    default:
      return unreachable(value)
  }
}

/** `>` a day is after all of it, `>=` from its beginning. */
function compareTest(op: Comparison, point: Point): ScaleTest {
  const { low, high } = stretchOf(point)
  switch (op) {
    case '>=':
      return (at) => at >= low
    case '>':
      return (at) => at > high
    case '<=':
      return (at) => at <= high
    case '<':
      return (at) => at < low
    default:
      return unreachable(op)
  }
}

function stretchOf(point: Point): { readonly low: bigint; readonly high: bigint } {
  if (point.kind === 'time') return { low: BigInt(point.first), high: BigInt(point.last) }
  const at = point.kind === 'level' ? BigInt(SEVERITY[point.level]) : scaledNumber(point.text)
  if (at === undefined) throw new Error(`${JSON.stringify(point)} is no number`)
  return { low: at, high: at }
}

function placeOf(field: FieldRef, event: StoredEvent): bigint {
  if (field.name === 'level') return BigInt(SEVERITY[event.level])
  if (field.name === 'ts' || field.name === 'time' || field.name === 'received')
    return BigInt(event[field.name])
  if (field.name === 'seq') return scaledNumber(String(event.seq)) ?? 0n
  throw new Error(`${field.name} is on no scale`)
}

function isThere(field: FieldRef, queried: QueryableEvent): boolean {
  const { type } = fieldDefinition(field.name)
  if (type === 'phone') return queried.numbers.length > 0
  if (type === 'level' || type === 'number' || type === 'time') return true
  return textsOf(field, queried).some((text) => text !== '')
}

function hasFlag(flag: Flag, event: StoredEvent): boolean {
  switch (flag) {
    case 'error':
      return event.level === 'error' || event.form === 'error'
    case 'warn':
      return event.level === 'warn'
    case 'alarm':
      return event.form === 'alarm'
    case 'begin':
      return event.phase === 'begin'
    case 'end':
      return event.phase === 'end'
    case 'instant':
      return event.phase === 'none'
    case 'late':
      return event.via === 'late' || event.via === 'next-visit'
    case 'sample':
      return event.kind === 'sample'
    case 'import':
      return event.kind === 'import'
    default:
      return unreachable(flag)
  }
}
