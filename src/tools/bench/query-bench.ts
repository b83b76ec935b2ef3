import { createRandom } from '../generate/random.ts'
import { percentile, type Figure } from './figures.ts'
import type { BenchServer } from './server-process.ts'

/** Each question is asked so often, with other parameters each time, after a few that do not count. */
const ASKED = 60
/** Questions without a goal may take seconds each. */
const ASKED_WITHOUT_GOAL = 15
const WARM_UP = 5
const GOAL_MS = 60
/** Of all rows: the range is everything stored. */
const MAX_READ_PERCENT = 5

interface SessionHit {
  readonly session: string
  readonly callids: readonly string[]
}

interface RowChunkBody {
  readonly strings: readonly string[]
  readonly columns: { readonly session: readonly number[]; readonly callid: readonly number[] }
}

type Ask = (index: number) => string

async function get<Body>(url: string): Promise<Body> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Body
}

interface Asked {
  /** Milliseconds on the client's side, over loopback, body read: what a person's browser waits at least. */
  readonly times: readonly number[]
  /** By the engine, at most. */
  readonly rowsRead: number
}

async function askOften(origin: string, ask: Ask, asked: number): Promise<Asked> {
  const times: number[] = []
  let rowsRead = 0
  for (let index = 0; index < WARM_UP + asked; index += 1) {
    const began = performance.now()
    const response = await fetch(origin + ask(index))
    const text = await response.text()
    const took = performance.now() - began
    if (!response.ok) throw new Error(`${ask(index)}: ${response.status}`)
    if (index < WARM_UP) continue
    times.push(took)
    rowsRead = Math.max(rowsRead, (JSON.parse(text) as { rowsRead: number }).rowsRead)
  }
  return { times, rowsRead }
}

/** Sessions and calls from all over the load, not only the newest. */
async function sampleIds(origin: string, events: number): Promise<SessionHit[]> {
  const hits = new Map<string, Set<string>>()
  for (let index = 0; index < ASKED + WARM_UP; index += 1) {
    const position = Math.floor((events * index) / (ASKED + WARM_UP))
    const { chunk } = await get<{ chunk: RowChunkBody }>(
      `${origin}/api/events/rows?position=${position}&limit=1000`,
    )
    chunk.columns.session.forEach((text, row) => {
      const callid = chunk.strings[chunk.columns.callid[row] ?? 0] ?? ''
      const session = chunk.strings[text] ?? ''
      const callids = hits.get(session) ?? new Set<string>()
      if (callid !== '') callids.add(callid)
      hits.set(session, callids)
    })
  }
  return [...hits].map(([session, callids]) => ({ session, callids: [...callids] }))
}

/** `numbers`: phone numbers that the load is known to have dialled. */
export async function* benchQueries(
  server: BenchServer,
  events: number,
  numbers: readonly string[],
): AsyncGenerator<Figure, void, undefined> {
  const { origin } = server
  const random = createRandom(1, 0)
  const hits = await sampleIds(origin, events)
  const calls = hits.flatMap((it) => it.callids)
  const pick = (list: readonly string[]) => encodeURIComponent(list[random.int(0, list.length - 1)] ?? '')
  const sessions = hits.map((it) => it.session)
  const rows = '/api/events/rows?limit=200'
  const goal = { at: 'most', value: GOAL_MS } as const

  const questions: readonly { readonly name: string; readonly ask: Ask; readonly goal?: typeof goal }[] = [
    { name: 'newest 200', goal, ask: () => rows },
    { name: '200 rows of one session', goal, ask: () => `${rows}&q=session:${pick(sessions)}` },
    { name: '200 rows of one call', goal, ask: () => `${rows}&q=callid:${pick(calls)}` },
    {
      name: '200 rows at a random position',
      goal,
      ask: () => `${rows}&position=${random.int(0, Math.max(0, events - 200))}`,
    },
    { name: 'search by number', goal, ask: () => `/api/search?text=${pick(numbers)}` },
    { name: 'newest 200 errors', ask: () => `${rows}&q=level:error` },
    { name: 'newest 200 with a Chinese word', ask: () => `${rows}&q=${encodeURIComponent('掉线')}` },
    { name: 'newest 200 with a rare word', ask: (index) => `${rows}&q=nothing-${index}` },
    { name: 'count of everything', ask: () => '/api/events/count' },
    { name: 'histogram of everything', ask: () => '/api/events/histogram' },
    { name: 'facets of everything', ask: () => '/api/events/facets' },
  ]
  for (const question of questions) {
    const asked = question.goal ? ASKED : ASKED_WITHOUT_GOAL
    const { times, rowsRead } = await askOften(origin, question.ask, asked)
    yield {
      name: `${question.name}, p95`,
      value: percentile(times, 0.95),
      unit: 'ms',
      ...(question.goal ? { goal: question.goal } : {}),
      note: `p50 ${percentile(times, 0.5).toFixed(1)} ms, ${asked} asked`,
    }
    if (question.goal) {
      yield {
        name: `${question.name}, rows read`,
        value: (100 * rowsRead) / events,
        unit: '% of all',
        goal: { at: 'most', value: MAX_READ_PERCENT },
        note: 'the most of any',
      }
    }
  }
}
