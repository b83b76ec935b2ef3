import type { Level } from '#protocol/level.ts'
import type { Micros } from '#protocol/time.ts'

export interface ContractRow {
  readonly session: string
  readonly seq: number
  readonly time: number
  readonly level: Level
  readonly category: string
  readonly name: string
  readonly message: string
  readonly attrs: Readonly<Record<string, string>>
  readonly payload?: string
}

/** 1 March 2022: no event of the sample lies here. */
const START = 1_646_100_000_000_000
const ROWS = 420
const SESSIONS = ['contract-a', 'contract-B', 'contract_c'] as const
const LEVELS: readonly Level[] = ['info', 'debug', 'info', 'warn', 'info', 'info', 'error']

/** Three sessions; a third of all rows share one microsecond, so that time alone orders nothing. */
export const CONTRACT_ROWS: readonly ContractRow[] = Array.from({ length: ROWS }, (_, index): ContractRow => {
  const crowded = index >= ROWS / 3 && index < (2 * ROWS) / 3
  const session = SESSIONS[index % SESSIONS.length] ?? SESSIONS[0]
  return {
    session,
    seq: Math.floor(index / SESSIONS.length) + 1,
    time: START + (crowded ? ROWS / 3 : index) * 250_000,
    level: LEVELS[index % LEVELS.length] ?? 'info',
    category: index % 5 === 0 ? 'request' : 'app',
    name: index % 5 === 0 ? 'REQUEST' : 'LOG',
    message: index % 11 === 0 ? `坐席掉线 ticket_expired ${index}` : `heartbeat ${index}`,
    attrs: { status: String(index % 4 === 0 ? 503 : 200), __proto__x: 'y' },
    ...(index % 6 === 0 ? { payload: `{"index":${index},"big":9007199254740993}` } : {}),
  }
})

/** Times of the rows lie in here. */
export const CONTRACT_RANGE = { from: START as Micros, to: (START + ROWS * 250_000) as Micros }

/** NDJSON with a session record in front; every adapter is opened on this. */
export function contractFile(): string {
  const records = SESSIONS.map((session) => ({ session, record: { browser: 'Chrome', app: 'phone' } }))
  return [...records, ...CONTRACT_ROWS.map((row) => ({ mono: row.time - START, ...row }))]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('')
}
