import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'

/**
 * The import law of the project, as data. A folder may import itself and what stands here.
 * Tests may import anything of `testing` and of the folder they stand in, besides what their folder may.
 */
const LAW: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  'protocol/schema': ['protocol'],
  analysis: ['protocol'],
  importers: ['protocol', 'analysis'],
  sdk: ['protocol'],
  server: ['protocol', 'protocol/schema', 'analysis', 'importers'],
  app: ['protocol', 'analysis'],
  'app/api': ['protocol', 'protocol/schema', 'analysis'],
  'app/workers': ['protocol', 'analysis', 'importers'],
  cli: ['protocol', 'protocol/schema', 'analysis', 'importers', 'server'],
  tools: ['protocol', 'protocol/schema', 'analysis', 'importers', 'sdk', 'server', 'cli', 'testing'],
  testing: ['protocol', 'protocol/schema', 'analysis', 'importers', 'server', 'tools'],
}

/** npm packages that only one place may import. */
const PACKAGE_OWNERS: readonly { readonly match: RegExp; readonly owners: readonly string[] }[] = [
  { match: /^zod$/, owners: ['protocol/schema', 'server', 'app/api'] },
  { match: /^@clickhouse\//, owners: ['server/adapters/clickhouse', 'tools'] },
  { match: /^(ffi-rs|@chdb\/)/, owners: ['server/adapters/engine'] },
  { match: /^@hono\/node-server/, owners: ['server/platform'] },
  { match: /^react|^@tanstack\//, owners: ['app'] },
]

/** Inside a folder: who may not import whom. */
const INNER_LAW: readonly { readonly from: RegExp; readonly to: RegExp; readonly why: string }[] = [
  { from: /^app\/features\//, to: /^app\/routes\//, why: 'a feature imports no route' },
  {
    from: /^app\/ui\//,
    to: /^app\/(?!ui\/|i18n\/)/,
    why: 'ui imports nothing of ours but i18n',
  },
  {
    from: /^server\/(ingest|process|query|retention|live|imports)\//,
    to: /^server\/(adapters|platform)\//,
    why: 'functions see ports, not adapters or platforms',
  },
]

interface Import {
  readonly from: string
  readonly to: string
  readonly isPackage: boolean
}

const SRC = dirname(fileURLToPath(import.meta.url))

function sourceFiles(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => /\.tsx?$/.test(path))
}

function importsOf(path: string): Import[] {
  const { module, errors } = parseSync(path, readFileSync(join(SRC, path), 'utf8'))
  if (errors.length > 0) throw new Error(`${path} does not parse`)
  const requests = [
    ...module.staticImports.map((it) => it.moduleRequest.value),
    ...module.staticExports.flatMap((it) => it.entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
    ...module.dynamicImports.flatMap((it) => {
      const text = readFileSync(join(SRC, path), 'utf8').slice(it.moduleRequest.start, it.moduleRequest.end)
      const literal = /^['"](.*)['"]$/.exec(text)
      return literal?.[1] === undefined ? [] : [literal[1]]
    }),
  ]
  return requests
    .filter((request) => !request.startsWith('node:'))
    .map((request) => {
      if (request.startsWith('#')) return { from: path, to: request.slice(1), isPackage: false }
      if (request.startsWith('.')) {
        const to = relative(SRC, normalize(join(SRC, dirname(path), request)))
        return { from: path, to: to.split(sep).join('/'), isPackage: false }
      }
      return { from: path, to: request, isPackage: true }
    })
}

/** The longest folder of the law that contains the file: `app/api/client.ts` is `app/api`, not `app`. */
function zoneOf(path: string): string | undefined {
  return Object.keys(LAW)
    .filter((zone) => path.startsWith(`${zone}/`))
    .sort((a, b) => b.length - a.length)[0]
}

const topFolder = (zone: string) => zone.split('/')[0] ?? zone
const featureOf = (path: string) => /^app\/features\/([^/]+)\//.exec(path)?.[1]
const isTest = (path: string) => /\.test\.tsx?$/.test(path)

function violation(it: Import): string | undefined {
  const from = zoneOf(it.from)
  if (from === undefined) return undefined
  if (it.isPackage) {
    if (isTest(it.from)) return undefined
    if (from === 'protocol') return 'protocol has no npm import'
    const rule = PACKAGE_OWNERS.find(({ match }) => match.test(it.to))
    const owned = !rule || rule.owners.some((owner) => it.from.startsWith(`${owner}/`))
    return owned ? undefined : `only ${rule.owners.join(', ')} may import ${it.to}`
  }
  const to = zoneOf(it.to)
  if (to === undefined) return `${it.to} is outside the layout`
  const feature = featureOf(it.from)
  if (feature && featureOf(it.to) && featureOf(it.to) !== feature) return 'a feature imports no other feature'
  const inner = INNER_LAW.find((rule) => rule.from.test(it.from) && rule.to.test(it.to))
  if (inner && !isTest(it.from)) return inner.why
  if (it.from.startsWith('app/') && it.to === 'sdk/index.ts') return undefined
  if (to === from || (topFolder(to) === topFolder(from) && topFolder(to) !== 'protocol')) return undefined
  if (to === 'testing' && isTest(it.from)) return undefined
  if (isTest(it.from) && from === 'protocol' && to === 'protocol/schema') return undefined
  return LAW[from]?.includes(to) ? undefined : `${from} may not import ${to}`
}

describe('import law', () => {
  const imports = sourceFiles().flatMap(importsOf)

  test('sees the modules it judges', () => {
    expect(imports.length).toBeGreaterThan(20)
    expect(new Set(imports.map((it) => zoneOf(it.from))).size).toBeGreaterThan(3)
  })

  test('holds', () => {
    const found = imports.flatMap((it) => {
      const why = violation(it)
      return why ? [`${it.from} -> ${it.to}: ${why}`] : []
    })
    expect(found).toEqual([])
  })

  test.each([
    ['protocol/event.ts', 'analysis/event-table.ts', false],
    ['protocol/event.ts', 'zod', true],
    ['analysis/event-table.ts', 'server/ports.ts', false],
    ['server/process/a.ts', 'server/adapters/clickhouse/client.ts', false],
    ['server/query/a.ts', '@clickhouse/client', true],
    ['app/features/logs/A.tsx', 'app/features/find/B.tsx', false],
    ['app/ui/A.tsx', 'app/api/client.ts', false],
    ['sdk/index.ts', 'analysis/event-table.ts', false],
    ['app/features/logs/A.tsx', 'protocol/schema/a.ts', false],
    ['server/app.ts', 'testing/clock.ts', false],
  ])('refuses %s -> %s', (from, to, isPackage) => {
    expect(violation({ from, to, isPackage })).toBeDefined()
  })
})
