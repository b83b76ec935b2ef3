/**
 * The part of zod that our schemas are written with, for the viewer's bundle, where it stands in for zod (see
 * `src/tools/build/light-zod.ts`): zod is 19 KB of the first load, this is 1. It keeps and refuses what zod keeps and
 * refuses; `zod-light.test.ts` holds every schema of this folder to that.
 */

/** The value as it is kept; throws `AnswerMismatch`. @param at where in the answer, for the message */
type Check = (value: unknown, at: string) => unknown

interface LightSchema {
  readonly check: Check
  readonly parse: (value: unknown) => unknown
  readonly describe: () => LightSchema
  readonly meta: () => LightSchema
  readonly optional: () => LightSchema
  readonly nullable: () => LightSchema
  readonly default: (usual: unknown) => LightSchema
  readonly readonly: () => LightSchema
  readonly min: (least: number) => LightSchema
  readonly max: (most: number) => LightSchema
  readonly int: () => LightSchema
  readonly regex: (pattern: RegExp) => LightSchema
  readonly trim: () => LightSchema
}

type Shape = Readonly<Record<string, LightSchema>>

interface LightObject extends LightSchema {
  readonly shape: Shape
  readonly extend: (more: Shape) => LightObject
  readonly pick: (names: Readonly<Record<string, true>>) => LightObject
}

/** The server said something else than it promised: a bug of one of the two. */
class AnswerMismatch extends Error {
  constructor(at: string, expected: string) {
    super(`The answer does not fit: expected ${expected} at ${at === '' ? 'its root' : at}`)
    this.name = 'AnswerMismatch'
  }
}

function refuse(at: string, expected: string): never {
  throw new AnswerMismatch(at, expected)
}

/** Of a number itself, of a text or list its length. */
const sizeOf = (value: unknown): number =>
  typeof value === 'number' ? value : (value as { readonly length: number }).length

function schema(check: Check): LightSchema {
  const also = (isRight: (value: unknown) => boolean, expected: string) =>
    schema((value, at) => {
      const kept = check(value, at)
      return isRight(kept) ? kept : refuse(at, expected)
    })
  const self: LightSchema = {
    check,
    parse: (value) => check(value, ''),
    // What only documents is the server's: OpenAPI is made there, by zod.
    describe: () => self,
    meta: () => self,
    readonly: () => self,
    optional: () => schema((value, at) => (value === undefined ? undefined : check(value, at))),
    nullable: () => schema((value, at) => (value === null ? null : check(value, at))),
    default: (usual) => schema((value, at) => (value === undefined ? usual : check(value, at))),
    min: (least) => also((it) => sizeOf(it) >= least, `at least ${least}`),
    max: (most) => also((it) => sizeOf(it) <= most, `at most ${most}`),
    int: () => also(Number.isSafeInteger, 'an integer'),
    regex: (pattern) => also((it) => pattern.test(it as string), String(pattern)),
    trim: () => schema((value, at) => (check(value, at) as string).trim()),
  }
  return self
}

const only = (isRight: (value: unknown) => boolean, expected: string) =>
  schema((value, at) => (isRight(value) ? value : refuse(at, expected)))

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function object(shape: Shape): LightObject {
  const members = Object.entries(shape)
  const check: Check = (value, at) => {
    if (!isRecord(value)) return refuse(at, 'an object')
    const kept: Record<string, unknown> = {}
    for (const [name, member] of members) {
      const found = member.check(value[name], `${at}.${name}`)
      if (found !== undefined || name in value) kept[name] = found
    }
    return kept
  }
  return {
    ...schema(check),
    shape,
    extend: (more) => object({ ...shape, ...more }),
    pick: (names) => object(Object.fromEntries(members.filter(([name]) => names[name]))),
  }
}

const array = (item: LightSchema) =>
  schema((value, at) => {
    if (!Array.isArray(value)) return refuse(at, 'a list')
    return value.map((it: unknown, index) => item.check(it, `${at}[${index}]`))
  })

const tuple = (items: readonly LightSchema[]) =>
  schema((value, at) => {
    if (!Array.isArray(value) || value.length !== items.length) return refuse(at, `${items.length} items`)
    return items.map((item, index) => item.check(value[index], `${at}[${index}]`))
  })

const record = (name: LightSchema, member: LightSchema) =>
  schema((value, at) => {
    if (!isRecord(value)) return refuse(at, 'an object')
    const kept = Object.entries(value).filter(([key]) => key !== '__proto__')
    return Object.fromEntries(
      kept.map(([key, it]) => [name.check(key, at), member.check(it, `${at}.${key}`)]),
    )
  })

const union = (choices: readonly LightSchema[]) =>
  schema((value, at) => {
    for (const choice of choices) {
      try {
        return choice.check(value, at)
      } catch (cause) {
        if (!(cause instanceof AnswerMismatch)) throw cause
      }
    }
    return refuse(at, 'one of several forms')
  })

const number = () => only(Number.isFinite, 'a number')

export const z = {
  object,
  array,
  tuple,
  record,
  partialRecord: record,
  union,
  number,
  int: () => number().int(),
  string: () => only((it) => typeof it === 'string', 'a text'),
  boolean: () => only((it) => typeof it === 'boolean', 'true or false'),
  enum: (values: readonly unknown[]) => only((it) => values.includes(it), `one of ${values.join(', ')}`),
  literal: (value: unknown) => only((it) => it === value, String(value)),
  coerce: {
    number: () => {
      const plain = number()
      return schema((value, at) => plain.check(Number(value), at))
    },
  },
}

/** zod's settings; there is nothing to set. */
export function config(): void {}
