import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCli, startServerProcess, type ServerProcess } from '#testing/running-server.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { describeRowSource } from './row-source.contract.ts'
import { contractFile, CONTRACT_RANGE } from './row-source.contract-rows.ts'
import type { RowScope } from './row-source.ts'
import { openServerRows } from './server-row-source.ts'

const directory = mkdtempSync(join(tmpdir(), 'clueline-rows-'))
const signal = new AbortController().signal
let server: ServerProcess
let url = ''

beforeAll(async () => {
  server = startServerProcess({ CLUELINE_DATA: join(directory, 'data') })
  url = await server.ready
  // In a page addresses are the page's own.
  const fetchOutside = globalThis.fetch
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => fetchOutside(new URL(path, url), init))
  await importText('contract.ndjson', contractFile())
})

afterAll(async () => {
  vi.unstubAllGlobals()
  server.kill('SIGTERM')
  await server.ended
  rmSync(directory, { recursive: true, force: true })
})

async function importText(name: string, text: string): Promise<void> {
  const file = join(directory, name)
  writeFileSync(file, text)
  const { status, stderr } = await runCli(['import', file], { CLUELINE_URL: url })
  if (status !== 0) throw new Error(stderr)
}

describeRowSource('server', (scope) => openServerRows(scope, undefined, signal))

test('what arrives later is in none of the answers about an older snapshot', async () => {
  const scope: RowScope = { query: '', order: 'desc', ...CONTRACT_RANGE }
  const before = await openServerRows(scope, undefined, signal)
  const [count, page, facets, bins] = await Promise.all([
    before.count(signal),
    before.rowsAt(100, 50, signal),
    before.facets(5, signal),
    before.histogram(40, signal),
  ])
  await importText('later.ndjson', contractFile().replaceAll('"contract', '"later'))
  const after = await openServerRows(scope, undefined, signal)
  expect((await after.count(signal)).count).toBe(2 * count.count)
  expect(after.key).not.toBe(before.key)
  const again = await openServerRows(scope, before.asOf, signal)
  expect(again.key).toBe(before.key)
  for (const source of [before, again]) {
    expect((await source.count(signal)).count).toBe(count.count)
    expect((await source.rowsAt(100, 50, signal)).events).toEqual(page.events)
    expect((await source.facets(5, signal)).facets).toEqual(facets.facets)
    expect((await source.histogram(40, signal)).bins).toEqual(bins.bins)
  }
})
