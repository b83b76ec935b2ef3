import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'

type Json = { readonly [key: string]: unknown }

/** What zod says a schema accepts, as values. */
function valuesOf(schema: Json): fc.Arbitrary<unknown> {
  if (Array.isArray(schema['anyOf'])) return fc.oneof(...schema['anyOf'].map((it) => valuesOf(it as Json)))
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]))
  if ('const' in schema) return fc.constant(schema['const'])
  if (Array.isArray(schema['prefixItems'])) {
    return fc.tuple(...schema['prefixItems'].map((it) => valuesOf(it as Json)))
  }
  switch (schema['type']) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: 0, max: 1_000 })
    case 'number':
      return fc.oneof(fc.integer({ min: 0, max: 9 }), fc.double({ noNaN: true, noDefaultInfinity: true }))
    case 'string':
      return fc.string({ maxLength: 12 })
    case 'array':
      return fc.array(valuesOf(schema['items'] as Json), { maxLength: 3 })
    case 'object':
      return objectsOf(schema)
    default:
      return fc.jsonValue()
  }
}

function objectsOf(schema: Json): fc.Arbitrary<unknown> {
  const properties = schema['properties'] as Readonly<Record<string, Json>> | undefined
  if (properties) {
    const members = Object.fromEntries(Object.entries(properties).map(([name, it]) => [name, valuesOf(it)]))
    return fc.record(members, { requiredKeys: (schema['required'] ?? []) as string[] })
  }
  const names = valuesOf((schema['propertyNames'] ?? { type: 'string' }) as Json) as fc.Arbitrary<string>
  return fc.dictionary(names, valuesOf(schema['additionalProperties'] as Json), { maxKeys: 3 })
}

/** The same value with one place changed: another value, one missing, one too many. */
function spoilt(value: unknown, choose: (most: number) => number, other: unknown): unknown {
  const isList = Array.isArray(value)
  if (typeof value !== 'object' || value === null || choose(4) === 0) return other
  const keys = Object.keys(value)
  const key = keys[choose(keys.length)]
  const what = choose(5)
  if (key === undefined || what === 0)
    return isList ? [...(value as unknown[]), other] : { ...value, unknown: other }
  const entries = Object.entries(value).flatMap(([name, it]) => {
    if (name !== key) return [[name, it] as const]
    return what === 1 ? [] : [[name, spoilt(it, choose, other)] as const]
  })
  return isList ? entries.map(([, it]) => it) : Object.fromEntries(entries)
}

interface Parses {
  readonly parse: (value: unknown) => unknown
}

const isSchema = (value: unknown): value is z.ZodType => value instanceof z.ZodType

function outcome(schema: Parses, value: unknown): unknown {
  try {
    return { kept: schema.parse(value) }
  } catch {
    return 'refused'
  }
}

const paths = Object.keys(import.meta.glob(['./*.ts', '!./*.test.ts', '!./zod-light.ts']))
const heavy = import.meta.glob<Json>(['./*.ts', '!./*.test.ts', '!./zod-light.ts'], { eager: true })
const light = new Map<string, Json>()

beforeAll(async () => {
  vi.resetModules()
  vi.doMock('zod', () => import('./zod-light.ts'))
  for (const path of paths) light.set(path, (await import(/* @vite-ignore */ path)) as Json)
})

afterAll(() => vi.doUnmock('zod'))

describe.each(paths)('%s', (path) => {
  const schemas = Object.entries(heavy[path] ?? {}).filter((it): it is [string, z.ZodType] => isSchema(it[1]))

  test.each(schemas)('%s keeps and refuses what zod does', (name, schema) => {
    const twin = light.get(path)?.[name] as Parses
    expect(isSchema(twin)).toBe(false)
    const values = valuesOf(z.toJSONSchema(schema) as Json)
    fc.assert(
      fc.property(
        values,
        fc.jsonValue({ maxDepth: 1 }),
        fc.infiniteStream(fc.nat()),
        (value, other, numbers) => {
          const choose = (most: number) => (most === 0 ? 0 : (numbers.next().value as number) % most)
          for (const it of [value, spoilt(value, choose, other)]) {
            expect(outcome(twin, it)).toEqual(outcome(schema, it))
          }
        },
      ),
    )
  })
})

test('there are schemas to compare', () => {
  const found = Object.values(heavy).flatMap((it) => Object.values(it).filter(isSchema))
  expect(found.length).toBeGreaterThan(20)
})
