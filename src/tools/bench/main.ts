import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchExport } from './export-bench.ts'
import { figureTable, meetsGoal, type Figure } from './figures.ts'
import { benchImport } from './import-bench.ts'
import { benchIngest, prepareLoad } from './ingest-bench.ts'
import { benchQueries } from './query-bench.ts'
import { benchRaw } from './raw-bench.ts'
import { startBenchServer } from './server-process.ts'
import { microsFromMillis } from '#protocol/time.ts'
import { CROWDED_QUERY, storeCrowdedSecond } from './crowded-second.ts'
import { benchSize } from './size-bench.ts'
import { benchViewer } from './viewer/viewer-bench.ts'

const USAGE = `npm run bench -- [--events 5000000] [--import-mib 200] [--scroll-seconds 60]
                 [--out FILE.json] [--keep]
       npm run bench -- --viewer-of http://127.0.0.1:4680

Loads a fresh server in a temporary directory and measures it: ingest against the raw engine, queries, the viewer
in a real Chromium, NetLog import, bytes on disk. --viewer-of measures the viewer of a server that runs already,
and stores a million rows of one second there first. Prints a table, and JSON to FILE. 5 million events take about 10 minutes on two cores.`

/** Load file, data and a NetLog file, per event; measured with some room. */
const BYTES_PER_EVENT_NEEDED = 400

/** Rows that share one second. */
const CROWDED_ROWS = 1_000_000
/** A word that some hundredth of the generated events hold. */
const TEXT_FILTER = 'heartbeat'

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '5000000' },
    'import-mib': { type: 'string', default: '200' },
    'scroll-seconds': { type: 'string', default: '60' },
    'viewer-of': { type: 'string' },
    out: { type: 'string' },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const step = (text: string) => console.error(`[${(performance.now() / 1_000).toFixed(0)} s] ${text}`)

/** Said as soon as it is known: a long run that is ended early has still told something. */
function keep(figures: Figure[], more: readonly Figure[]): void {
  for (const figure of more) console.error(figureTable([figure]).split('\n').at(-1))
  figures.push(...more)
}

async function measureViewer(
  origin: string,
  directory: string,
  crowdedRows: number,
  figures: Figure[],
): Promise<void> {
  await storeCrowdedSecond(origin, directory, crowdedRows, microsFromMillis(Date.now()))
  const scrollSeconds = Number(values['scroll-seconds'])
  const asked = { origin, scrollSeconds, crowdedQuery: CROWDED_QUERY, textFilter: TEXT_FILTER }
  for await (const figure of benchViewer(asked)) keep(figures, [figure])
}

async function runViewerOnly(origin: string): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'clueline-bench-'))
  const figures: Figure[] = []
  try {
    await measureViewer(origin, directory, CROWDED_ROWS, figures)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
  return figures
}

async function run(events: number, importMiB: number): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'clueline-bench-'))
  const free = statfsSync(directory)
  if (free.bavail * free.bsize < events * BYTES_PER_EVENT_NEEDED) {
    throw new Error(`not enough room in ${directory} for ${events} events`)
  }
  const figures: Figure[] = []
  const data = join(directory, 'data')
  try {
    step('the raw engine')
    const raw = await benchRaw()
    keep(figures, raw.figures)
    step(`preparing ${events.toLocaleString('en')} events`)
    const load = prepareLoad(directory, events)
    const server = await startBenchServer(data)
    try {
      step('ingest')
      keep(figures, await benchIngest(server, load.file, raw.rowsPerSecond))
      step('queries')
      for await (const figure of benchQueries(server, events, load.numbers)) keep(figures, [figure])
      step('export')
      keep(figures, await benchExport(server, events))
      step('import')
      keep(figures, await benchImport(server, directory, importMiB))
    } finally {
      await server.stop()
    }
    step('size')
    keep(figures, await benchSize(data))
    step('viewer')
    const again = await startBenchServer(data)
    try {
      await measureViewer(again.origin, directory, Math.min(CROWDED_ROWS, events), figures)
    } finally {
      await again.stop()
    }
  } finally {
    if (values.keep) step(`kept ${directory}`)
    else rmSync(directory, { recursive: true, force: true })
  }
  return figures
}

if (values.help) {
  console.log(USAGE)
} else {
  const viewerOf = values['viewer-of']
  const figures =
    viewerOf === undefined
      ? await run(Number(values.events), Number(values['import-mib']))
      : await runViewerOnly(viewerOf)
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}`
  if (values.out)
    writeFileSync(values.out, `${JSON.stringify({ machine, events: values.events, figures }, null, 2)}\n`)
  console.log(`${machine}; ${Number(values.events).toLocaleString('en')} events\n\n${figureTable(figures)}`)
  const missed = figures.filter((it) => !meetsGoal(it)).length
  console.log(missed === 0 ? '\nEvery goal met.' : `\n${missed} goal(s) missed.`)
}
