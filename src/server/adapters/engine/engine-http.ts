import type { StoreConnection } from '../clickhouse/connection.ts'

export interface EngineAnswer {
  readonly status: number
  /** Number of the engine's error, 0 for none. */
  readonly code: number
  readonly text: string
}

/** Too many queries, memory limit, time limit: an engine that says so is busy, not dead. */
const BUSY_CODES: ReadonlySet<number> = new Set([202, 241, 159])

function endOf(timeoutMs: number, stopped: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs)
  return stopped ? AbortSignal.any([timeout, stopped]) : timeout
}

/** A plain statement over HTTP without a driver: for health, and before the database exists. Throws when nothing answers, or once `stopped`. */
export async function engineStatement(
  connection: StoreConnection,
  sql: string,
  timeoutMs: number,
  stopped?: AbortSignal,
): Promise<EngineAnswer> {
  const { username, password } = connection.writer
  const response = await fetch(connection.url, {
    method: 'POST',
    body: sql,
    headers: {
      ...connection.headers,
      authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
    },
    signal: endOf(timeoutMs, stopped),
  })
  const code = Number(response.headers.get('x-clickhouse-exception-code') ?? 0)
  return { status: response.status, code, text: await response.text() }
}

/** Ping proves the listener, the query proves the engine behind it and, since only ours knows the user, that it is ours. */
export async function engineAnswers(
  connection: StoreConnection,
  timeoutMs: number,
  stopped?: AbortSignal,
): Promise<boolean> {
  try {
    const base = connection.url.replace(/\/$/, '')
    const ping = await fetch(`${base}/ping`, {
      headers: { ...connection.headers },
      signal: endOf(timeoutMs, stopped),
    })
    await ping.text()
    if (!ping.ok) return false
    const answer = await engineStatement(connection, 'SELECT 42 FORMAT TSV', timeoutMs, stopped)
    return (answer.status === 200 && answer.text === '42\n') || BUSY_CODES.has(answer.code)
  } catch {
    return false
  }
}
