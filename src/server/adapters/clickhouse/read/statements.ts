import { randomBytes } from 'node:crypto'
import { ClickHouseError } from '@clickhouse/client'
import type { ReadControl, RunningQuery } from '../../../query/event-reader.ts'
import { ProblemError } from '../../../http/problem.ts'
import type { StoreClients } from '../client.ts'
import { storeFailureOf, type StoreFailure } from '../store-failure.ts'

/** SQL of ours with the values it names bound as `{name:Type}`; the only form in which anything reaches the engine. */
export interface Statement {
  readonly text: string
  readonly params: Readonly<Record<string, unknown>>
  /** Reads a few granules of a small table: sharing that among threads costs more than it saves. */
  readonly isSmall?: boolean
}

/** The statement was ended by the engine because its time was over. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime'
}

/** The rows asked for are together too large for one answer. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

/** What is left of the time of one request, over all of its statements. */
export interface Budget extends ReadControl {
  remainingSeconds(): number
  nextStatementId(): string
}

export interface Statements {
  /** Rows as arrays of columns; 64-bit integers are strings. Throws `OutOfTime`, `TooLarge` or `ProblemError`. */
  rows<Row>(statement: Statement, budget: Budget, seconds?: number): Promise<readonly Row[]>
  running(queryId: string): Promise<RunningQuery | undefined>
  cancel(queryId: string): Promise<boolean>
}

/** An answer of a thousand rows has 1 MB; a page of nothing but events at their limit must be asked for in pieces. */
const MAX_RESULT_BYTES = 64 * 1024 * 1024
/** The engine looks at its clock about ten times a second: less than this is no time at all. */
const LEAST_SECONDS = 0.05
/** The reader's profile admits no shorter limit. */
const LEAST_LIMIT_SECONDS = 1
/** A statement that has not reached the engine yet cannot be ended, so it is tried again until it is gone. */
const KILL_INTERVAL_MS = 50
const MAX_KILL_ATTEMPTS = 100

/** The statements of one question may run beside one another, and the engine takes each id once. */
const STATEMENT_ID_BYTES = 6
const TOO_MANY_ROWS_OR_BYTES = '396'
/** The tables are not there yet, or are being replaced, or the engine is coming up. */
const NOT_READY: ReadonlySet<string> = new Set(['60', '81', '218', '439'])

export function startBudget(control: ReadControl): Budget {
  const end = performance.now() + control.seconds * 1_000
  return {
    ...control,
    remainingSeconds: () => Math.max(0, (end - performance.now()) / 1_000),
    nextStatementId: () => `${control.queryId}:${randomBytes(STATEMENT_ID_BYTES).toString('hex')}`,
  }
}

function cancelled(): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'query-cancelled',
    title: 'The query was cancelled',
    detail: 'It was ended before its answer was complete. Ask again to run it anew.',
  })
}

/** What stopped a statement, for people, where no part of an answer can be given. */
export function asProblem(cause: unknown): unknown {
  if (cause instanceof OutOfTime) return timedOut()
  if (cause instanceof TooLarge) return tooLarge()
  return cause
}

function tooLarge(): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'result-too-large',
    title: 'The answer would be too large',
    detail: `One answer may have ${MAX_RESULT_BYTES / 1024 / 1024} MiB. Ask for fewer rows at a time.`,
  })
}

function timedOut(): ProblemError {
  return new ProblemError({
    status: 504,
    code: 'query-timeout',
    title: 'The query took too long',
    detail: 'Ask for less: a shorter range of time, or words that fewer events have.',
  })
}

const delay = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis))

export function createStatements(clients: StoreClients): Statements {
  const runningWhere = 'WHERE startsWith(query_id, {prefix:String})'

  async function kill(prefix: string): Promise<number> {
    const result = await clients.writer.query({
      query: `KILL QUERY ${runningWhere} SYNC`,
      query_params: { prefix },
      format: 'JSONCompactEachRow',
    })
    return (await result.json()).length
  }

  /** Until the request is over, one way or another. */
  async function endWhile(prefix: string, isRunning: () => boolean): Promise<void> {
    for (let attempt = 0; attempt < MAX_KILL_ATTEMPTS && isRunning(); attempt += 1) {
      await kill(prefix).catch(() => 0)
      if (isRunning()) await delay(KILL_INTERVAL_MS)
    }
  }

  return {
    async rows<Row>(statement: Statement, budget: Budget, seconds?: number): Promise<readonly Row[]> {
      if (budget.signal.aborted) throw cancelled()
      const remaining = Math.min(budget.remainingSeconds(), seconds ?? Infinity)
      if (remaining < LEAST_SECONDS) throw new OutOfTime()
      const id = budget.nextStatementId()
      let isRunning = true
      // Last of all the connection goes: the request may never have left, for want of a free one.
      const connection = new AbortController()
      const onAbort = () => void endWhile(id, () => isRunning).finally(() => connection.abort())
      budget.signal.addEventListener('abort', onAbort, { once: true })
      try {
        const result = await clients.reader.query({
          query: statement.text,
          query_params: { ...statement.params },
          query_id: id,
          abort_signal: connection.signal,
          format: 'JSONCompactEachRow',
          clickhouse_settings: {
            max_execution_time: Math.max(LEAST_LIMIT_SECONDS, remaining),
            timeout_overflow_mode: 'throw',
            max_result_bytes: String(MAX_RESULT_BYTES),
            result_overflow_mode: 'throw',
            wait_end_of_query: 1,
            ...(statement.isSmall === true ? { max_threads: 1 } : {}),
          },
        })
        const rows = await result.json<Row>()
        budget.onRowsRead?.(readRows(result.response_headers['x-clickhouse-summary']))
        return rows
      } catch (cause) {
        throw budget.signal.aborted ? cancelled() : translated(cause)
      } finally {
        isRunning = false
        budget.signal.removeEventListener('abort', onAbort)
      }
    },

    async running(queryId) {
      const result = await clients.writer.query({
        query: `SELECT max(elapsed), sum(read_rows), sum(total_rows_approx), sum(read_bytes), sum(memory_usage), count()
          FROM system.processes ${runningWhere}`,
        query_params: { prefix: `${queryId}:` },
        format: 'JSONCompactEachRow',
      })
      const [row] = await result.json<readonly (string | number)[]>()
      const [seconds = 0, rowsRead = 0, rowsTotal = 0, bytesRead = 0, memoryBytes = 0, count = 0] = row ?? []
      if (Number(count) === 0) return undefined
      return {
        queryId,
        seconds: Number(seconds),
        rowsRead: Number(rowsRead),
        rowsTotal: Number(rowsTotal),
        bytesRead: Number(bytesRead),
        memoryBytes: Math.max(0, Number(memoryBytes)),
      }
    },

    cancel: async (queryId) => (await kill(`${queryId}:`)) > 0,
  }
}

/** What the engine counted, from the header of its answer; 0 where a proxy in between has taken that away. */
function readRows(summary: string | readonly string[] | undefined): number {
  const found = typeof summary === 'string' ? /"read_rows":"?(\d+)/.exec(summary) : null
  return Number(found?.[1] ?? 0)
}

/** What the engine said, as what it means for the asker. Unknown failures stay what they are: bugs. */
function translated(cause: unknown): unknown {
  if (cause instanceof ClickHouseError) {
    if (cause.code === TOO_MANY_ROWS_OR_BYTES) return new TooLarge()
    if (NOT_READY.has(cause.code)) return unavailable(cause)
  }
  return MEANING[storeFailureOf(cause)](cause)
}

const MEANING: Readonly<Record<StoreFailure, (cause: unknown) => unknown>> = {
  'time-limit': () => new OutOfTime(),
  'memory-limit': tooHeavy,
  killed: cancelled,
  unreachable: unavailable,
  'disk-full': unavailable,
  busy,
  rejected: (cause) => cause,
}

function tooHeavy(): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'query-too-large',
    title: 'The query needs more memory than one query may have',
    detail: 'Ask for less: a shorter range of time, or words that fewer events have.',
  })
}

function busy(): ProblemError {
  return new ProblemError({
    status: 503,
    code: 'store-busy',
    title: 'Too many queries run at the same time',
    retryAfterSeconds: 1,
  })
}

function unavailable(cause: unknown): ProblemError {
  return new ProblemError(
    {
      status: 503,
      code: 'store-unavailable',
      title: 'The log store does not answer just now',
      detail: 'It is starting or restarting. Nothing is lost; ask again in a moment.',
      retryAfterSeconds: 2,
    },
    { cause },
  )
}
