import { createHash } from 'node:crypto'
import { MICROS_PER_DAY } from '#protocol/time.ts'
import type { Figure } from './figures.ts'
import { LOAD_DAYS, loadPlan } from './ingest-bench.ts'
import type { BenchServer } from './server-process.ts'

const MEMORY_EVERY_MS = 250

interface Outcome {
  readonly complete: boolean
  readonly rows: number
  readonly sha256: string
}

/** One day of the load out of the middle, as NDJSON with payloads, read as fast as it comes. */
export async function benchExport(server: BenchServer, events: number): Promise<Figure[]> {
  const from = loadPlan(events).start + Math.floor(LOAD_DAYS / 2) * MICROS_PER_DAY
  const range = `from=${from}&to=${from + MICROS_PER_DAY}`
  const before = server.memory().server
  let peak = before
  const watching = setInterval(() => {
    peak = Math.max(peak, server.memory().server)
  }, MEMORY_EVERY_MS)
  const began = performance.now()
  const response = await fetch(`${server.origin}/api/events/export?queryId=bench-export&order=asc&${range}`)
  if (!response.ok || response.body === null) throw new Error(`export: ${response.status}`)
  const hash = createHash('sha256')
  for await (const bytes of response.body) hash.update(bytes)
  const seconds = (performance.now() - began) / 1_000
  clearInterval(watching)
  const told = (await (await fetch(`${server.origin}/api/exports/bench-export`)).json()) as Outcome
  if (!told.complete || told.sha256 !== hash.digest('hex')) throw new Error('the export is not whole')
  return [
    {
      name: 'export',
      value: told.rows / seconds,
      unit: 'rows/s',
      note: `${told.rows.toLocaleString('en')} rows as NDJSON with payload, hash compared`,
    },
    { name: 'server memory added by the export', value: peak - before, unit: 'MiB' },
  ]
}
