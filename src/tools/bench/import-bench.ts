import { closeSync, createReadStream, openSync, readSync, statSync, writeSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ColumnSink } from '#analysis/column-sink.ts'
import { createImporter } from '#importers/create-importer.ts'
import { netLogText } from '../generate/netlog.ts'
import { percentile, type Figure } from './figures.ts'
import type { BenchServer } from './server-process.ts'

const NETLOG_SEED = 7
/** Of a generated NetLog event, on average. */
const BYTES_PER_EVENT = 125
const CHUNK_BYTES = 1024 * 1024
const MEMORY_EVERY_MS = 250
const QUERY_EVERY_MS = 100
const IDLE_QUERIES = 60
const QUERY = '/api/events/rows?limit=200'

function writeNetLog(path: string, events: number, seed: number): void {
  const file = openSync(path, 'w')
  let pending = ''
  const flush = () => {
    writeSync(file, pending)
    pending = ''
  }
  for (const piece of netLogText({ seed, events })) {
    pending += piece
    if (pending.length >= CHUNK_BYTES) flush()
  }
  flush()
  closeSync(file)
}

/** Events per second of the parser alone, in this thread, into a sink that only counts. */
function parseRate(path: string): number {
  let events = 0
  const sink: ColumnSink = {
    session: () => undefined,
    event: () => {
      events += 1
    },
    reject: () => undefined,
  }
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const importer = createImporter(sink, { decodeUtf8: (bytes) => decoder.decode(bytes) })
  const file = openSync(path, 'r')
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
  const began = performance.now()
  for (let bytes = 1; bytes > 0;) {
    bytes = readSync(file, buffer, 0, CHUNK_BYTES, null)
    const pushed = importer.push(Uint8Array.prototype.slice.call(buffer, 0, bytes))
    if (!pushed.ok) throw new Error(pushed.error.detail)
  }
  const ended = importer.end()
  closeSync(file)
  if (!ended.ok) throw new Error(ended.error.detail)
  return events / ((performance.now() - began) / 1_000)
}

interface Imported {
  readonly stored: number
  readonly rejected: number
}

function upload(origin: string, path: string): Promise<Imported> {
  return new Promise((resolve, reject) => {
    const headers = { 'x-clueline': '1', 'content-length': statSync(path).size }
    const sent = request(`${origin}/api/import?name=bench.json`, { method: 'POST', headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => {
        if (response.statusCode !== 200) reject(new Error(`import refused: ${text.slice(0, 500)}`))
        else {
          const [first] = (JSON.parse(text) as { imports: readonly Imported[] }).imports
          if (first) resolve(first)
          else reject(new Error(`import without an entry: ${text.slice(0, 500)}`))
        }
      })
      response.on('error', reject)
    })
    sent.on('error', reject)
    createReadStream(path, { highWaterMark: CHUNK_BYTES }).pipe(sent)
  })
}

async function queryTime(origin: string): Promise<number> {
  const began = performance.now()
  const response = await fetch(origin + QUERY)
  await response.arrayBuffer()
  if (!response.ok) throw new Error(`query during import: ${response.status}`)
  return performance.now() - began
}

/** A quarter of the file is long enough to ask hundreds of queries meanwhile. */
const POLITE_SHARE = 0.25

/** The engine still merges what the first file brought; an idle query is one that nothing disturbs. */
const SETTLE_MS = 15_000

/** The same query every 100 ms, first alone, then while another file is imported. */
async function queriesMeanwhile(server: BenchServer, directory: string, events: number) {
  const path = join(directory, 'polite.json')
  writeNetLog(path, events, NETLOG_SEED + 1)
  await sleep(SETTLE_MS)
  const idle: number[] = []
  for (let index = 0; index < IDLE_QUERIES; index += 1) {
    idle.push(await queryTime(server.origin))
    await sleep(QUERY_EVERY_MS)
  }
  const running = new AbortController()
  const busy: number[] = []
  const askQueries = async () => {
    for (; !running.signal.aborted; await sleep(QUERY_EVERY_MS)) busy.push(await queryTime(server.origin))
  }
  const asking = askQueries()
  await upload(server.origin, path).finally(() => {
    running.abort()
  })
  await asking
  return {
    idleP50: percentile(idle, 0.5),
    busyP50: percentile(busy, 0.5),
    idleP95: percentile(idle, 0.95),
    busyP95: percentile(busy, 0.95),
  }
}

export async function benchImport(server: BenchServer, directory: string, mib: number): Promise<Figure[]> {
  const path = join(directory, 'netlog.json')
  const events = Math.round((mib * 1024 * 1024) / BYTES_PER_EVENT)
  writeNetLog(path, events, NETLOG_SEED)
  const fileMiB = statSync(path).size / 1024 ** 2
  const parsed = parseRate(path)

  const before = server.memory().server
  let peak = before
  const running = new AbortController()
  const watchMemory = async () => {
    for (; !running.signal.aborted; await sleep(MEMORY_EVERY_MS))
      peak = Math.max(peak, server.memory().server)
  }
  const watching = watchMemory()
  const began = performance.now()
  const imported = await upload(server.origin, path).finally(() => {
    running.abort()
  })
  const seconds = (performance.now() - began) / 1_000
  await watching
  // The file's own facts (client, end of capture) become a few events more.
  if (imported.stored < events) throw new Error(`imported ${imported.stored} of ${events} events`)

  const { idleP50, busyP50, idleP95, busyP95 } = await queriesMeanwhile(
    server,
    directory,
    Math.round(events * POLITE_SHARE),
  )
  return [
    {
      name: 'NetLog parsed',
      value: parsed,
      unit: 'events/s',
      goal: { at: 'least', value: 300_000 },
      note: `${fileMiB.toFixed(0)} MiB, one thread, parser alone`,
    },
    {
      name: 'NetLog parsed and stored',
      value: events / seconds,
      unit: 'events/s',
      goal: { at: 'least', value: 40_000 },
    },
    {
      name: 'server memory added by the import',
      value: peak - before,
      unit: 'MiB',
      goal: { at: 'most', value: 400 },
      note: `${fileMiB.toFixed(0)} MiB file`,
    },
    {
      name: 'newest 200 during the import ÷ idle, p95',
      value: busyP95 / idleP95,
      unit: '×',
      goal: { at: 'most', value: 2 },
      note: `${busyP95.toFixed(0)} ms, idle ${idleP95.toFixed(0)} ms; p50 ${busyP50.toFixed(0)} ms, idle ${idleP50.toFixed(0)} ms`,
    },
  ]
}
