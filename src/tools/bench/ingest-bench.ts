import { join } from 'node:path'
import { MICROS_PER_DAY, microsFromMillis, type Micros } from '#protocol/time.ts'
import { generateSessions } from '../generate/sessions.ts'
import { percentile, type Figure } from './figures.ts'
import { runLoad } from './http-load.ts'
import { rateAt } from './raw-rates.ts'
import { writeLoadFile, type LoadFile } from './load-file.ts'
import type { BenchServer } from './server-process.ts'

const CONNECTIONS = 32
const EVENTS_PER_UPLOAD = 1_000
export const LOAD_DAYS = 14
const LOAD_SEED = 20_211_227

/** The same seed and span for every part of the benchmark, so that all of them speak of the same events. */
export function loadPlan(events: number): { seed: number; events: number; start: Micros; days: number } {
  // Live events are kept within 30 days of their receipt, so the load ends yesterday.
  const start = (microsFromMillis(Date.now()) - (LOAD_DAYS + 1) * MICROS_PER_DAY) as Micros
  return { seed: LOAD_SEED, events, start, days: LOAD_DAYS }
}

export interface PreparedLoad {
  readonly file: LoadFile
  /** Some of the numbers that were dialled, from all over the load. */
  readonly numbers: readonly string[]
}

/** One number of every so many sessions is enough to ask with. */
const NUMBERS_KEPT = 500

export function prepareLoad(directory: string, events: number): PreparedLoad {
  const numbers = new Set<string>()
  function* watched() {
    for (const session of generateSessions(loadPlan(events))) {
      const dialled = session.events.find((event) => event.attrs['call.number'] !== undefined)
      const number = dialled?.attrs['call.number']
      if (number !== undefined && numbers.size < NUMBERS_KEPT) numbers.add(number)
      yield session
    }
  }
  const file = writeLoadFile(join(directory, 'load.bin'), watched(), {
    key: 'local',
    batch: EVENTS_PER_UPLOAD,
    now: microsFromMillis(Date.now()),
  })
  return { file, numbers: [...numbers] }
}

/** Rows that the writer puts into one group: positions count groups. */
async function groupRows(origin: string, events: number): Promise<number> {
  const response = await fetch(`${origin}/api/events/count`)
  const { asOf } = (await response.json()) as { asOf: number }
  return events / asOf
}

/** `raw`: the engine alone with this schema, by block size. */
export async function benchIngest(
  server: BenchServer,
  load: LoadFile,
  raw: ReadonlyMap<number, number>,
): Promise<Figure[]> {
  const result = await runLoad(server.origin, load, CONNECTIONS)
  if (result.stored !== load.events) {
    throw new Error(`sent ${load.events}, stored ${result.stored}, rejected ${result.rejected}`)
  }
  const rate = result.stored / result.seconds
  const rows = await groupRows(server.origin, result.stored)
  const { server: serverMiB, engine: engineMiB } = server.memory()
  const note = `${CONNECTIONS} connections, ${EVENTS_PER_UPLOAD}-event uploads, gzip; load generator on the same cores`
  return [
    { name: 'ingest over HTTP', value: rate, unit: 'events/s', note },
    {
      name: 'ingest ÷ raw engine',
      value: rate / rateAt(raw, rows),
      unit: '×',
      goal: { at: 'least', value: 0.5 },
      note: `raw at ${rows.toFixed(0)}-row blocks, the size that the writer made`,
    },
    {
      name: 'acknowledgement p99',
      value: percentile(result.acknowledged, 0.99),
      unit: 'ms',
      goal: { at: 'most', value: 1_000 },
    },
    { name: 'acknowledgement p50', value: percentile(result.acknowledged, 0.5), unit: 'ms' },
    { name: 'uploads asked to come again', value: result.postponed, unit: '' },
    { name: 'server memory after ingest', value: serverMiB, unit: 'MiB' },
    { name: 'engine memory after ingest', value: engineMiB, unit: 'MiB' },
    { name: 'upload size, JSON before gzip', value: load.jsonBytes / load.events, unit: 'bytes/event' },
    {
      name: 'upload size on the wire',
      value: load.bodies.reduce((sum, it) => sum + it.bytes, 0) / load.events,
      unit: 'bytes/event',
    },
  ]
}
