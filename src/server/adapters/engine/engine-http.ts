import type { StoreConnection } from '../clickhouse/connection.ts'

export interface EngineAnswer {
  readonly status: number
  readonly text: string
}

/** A plain statement over HTTP without a driver: for health, and before the database exists. Throws when nothing answers. */
export async function engineStatement(
  connection: StoreConnection,
  sql: string,
  timeoutMs: number,
): Promise<EngineAnswer> {
  const { username, password } = connection.writer
  const response = await fetch(connection.url, {
    method: 'POST',
    body: sql,
    headers: {
      ...connection.headers,
      authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
    },
    signal: AbortSignal.timeout(timeoutMs),
  })
  return { status: response.status, text: await response.text() }
}

/** Ping proves the listener, the query proves the engine behind it and that it is ours. */
export async function engineAnswers(connection: StoreConnection, timeoutMs: number): Promise<boolean> {
  try {
    const ping = await fetch(new URL('/ping', connection.url), {
      headers: { ...connection.headers },
      signal: AbortSignal.timeout(timeoutMs),
    })
    await ping.text()
    if (!ping.ok) return false
    const answer = await engineStatement(connection, 'SELECT 42 FORMAT TSV', timeoutMs)
    return answer.status === 200 && answer.text === '42\n'
  } catch {
    return false
  }
}
