import { HOSTILE_BODIES, HOSTILE_VALUES, PLAUSIBLE } from './payloads.ts'

export interface FuzzRequest {
  readonly method: string
  /** Already encoded. */
  readonly path: string
  /** What the report groups by. */
  readonly route: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Buffer
}

/** As much of an OpenAPI document as generation needs. */
export interface Surface {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[]
  readonly requestBody?: {
    readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>
  }
}

interface Schema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly default?: unknown
}

/** Uniform in [0, 1). */
export type Random = () => number

/** xorshift32: the same seed, the same run. */
export function seededRandom(seed: number): Random {
  let state = seed | 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

export function generator(surface: Surface, random: Random): () => FuzzRequest {
  const routes = Object.entries(surface.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      operation,
    })),
  )
  if (routes.length === 0) throw new Error('the OpenAPI document names no route')

  const pick = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(random() * values.length)] as Value
  const chance = (share: number) => random() < share

  /** Right in form two times out of three, so that the hostile value gets past the first check. */
  const valueOf = (schema: Schema | undefined, depth = 0): unknown => {
    if (chance(1 / 3)) return pick(HOSTILE_VALUES)
    if (schema?.enum) return pick(schema.enum)
    const type = Array.isArray(schema?.type) ? pick(schema.type) : schema?.type
    if (type === 'integer' || type === 'number') return pick([0, 1, 5, 200, 1_000, -1, 2 ** 53, 1.5])
    if (type === 'boolean') return chance(0.5)
    if (type === 'array' && depth < 4) {
      return Array.from({ length: pick([0, 1, 3]) }, () => valueOf(schema?.items, depth + 1))
    }
    if (type === 'object' && depth < 4) {
      const members = Object.entries(schema?.properties ?? {}).filter(() => chance(0.8))
      return Object.fromEntries(members.map(([name, inner]) => [name, valueOf(inner, depth + 1)]))
    }
    return pick(HOSTILE_VALUES)
  }
  const textOf = (name: string, schema: Schema | undefined) => {
    const plausible = PLAUSIBLE[name]
    const value = plausible && chance(0.8) ? pick(plausible) : valueOf(schema)
    return (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed()
  }

  /** Right around the events, so that what is in them reaches the store. */
  const envelope = () => ({
    v: 1,
    key: 'local',
    session: pick(['a', 'b', pick(HOSTILE_VALUES)]),
    secret: 'a-secret-of-the-fuzzer',
    floor: 1,
    highest: pick([1, 5, 2 ** 53]),
    sent: Date.now() * 1_000,
    via: 'live',
    record: { browser: pick(HOSTILE_VALUES), custom: { [pick(HOSTILE_VALUES)]: pick(HOSTILE_VALUES) } },
    events: Array.from({ length: pick([1, 3]) }, () => ({
      seq: pick([1, 2, 3, 4, 5, 0, -1, 2 ** 53]),
      time: pick<unknown>([Date.now() * 1_000, 0, -1, 'x', 1e300]),
      mono: pick<unknown>([1, 2 ** 52, null]),
      epoch: pick([0, 1]),
      category: pick(['app', 'call', 'sdk', pick(HOSTILE_VALUES)]),
      level: pick(['info', 'error', pick(HOSTILE_VALUES)]),
      name: pick(HOSTILE_VALUES),
      message: pick(HOSTILE_VALUES),
      callid: pick(['c-1', pick(HOSTILE_VALUES)]),
      attrs: { [pick(HOSTILE_VALUES)]: pick(HOSTILE_VALUES), 'call.number': pick(HOSTILE_VALUES) },
      payload: pick(HOSTILE_VALUES),
      source: pick<unknown>([{ id: pick(HOSTILE_VALUES), type: 'SOCKET' }, undefined, 1]),
    })),
  })

  const bodyOf = (path: string, operation: Operation): Buffer | undefined => {
    if (path === '/v1/events' && chance(0.8)) return Buffer.from(JSON.stringify(envelope()))
    const content = operation.requestBody?.content
    if (!content) return chance(0.05) ? pick(HOSTILE_BODIES)[1] : undefined
    if (chance(0.4)) return pick(HOSTILE_BODIES)[1]
    return Buffer.from(JSON.stringify(valueOf(Object.values(content)[0]?.schema)))
  }

  return () => {
    const { path, method, operation } = pick(routes)
    const parameters = operation.parameters ?? []
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(textOf(name, undefined)).slice(0, 6_000),
    )
    const query = parameters
      .filter((it) => it.in === 'query' && chance(0.4))
      .map((it) => `${it.name}=${encodeURIComponent(textOf(it.name, it.schema)).slice(0, 6_000)}`)
    const body = method === 'GET' || method === 'HEAD' ? undefined : bodyOf(path, operation)
    return {
      method,
      path: filled + (query.length > 0 ? `?${query.join('&')}` : ''),
      route: `${method} ${path}`,
      headers: {
        'x-clueline': '1',
        'content-type': chance(0.85)
          ? 'application/json'
          : pick(['text/plain', 'application/octet-stream', 'x/y']),
      },
      ...(body ? { body } : {}),
    }
  }
}
