import { setTimeout as sleep } from 'node:timers/promises'
import type { Result } from '#protocol/result.ts'
import { err, ok } from '#protocol/result.ts'
import { engineAnswers } from '../engine/engine-http.ts'
import { createStatusBoard } from '../engine/engine-status.ts'
import type { EngineHandle, EngineListener } from '../engine/engine-status.ts'
import { EngineError } from '../engine/engine-errors.ts'
import { createStoreClients } from './client.ts'
import type { StoreClients } from './client.ts'
import { STORE_DATABASE } from './connection.ts'
import type { StoreConnection, StoreCredentials } from './connection.ts'
import { endRunningWrites } from './running-writes.ts'

/** Text indexes are complete since this release; an older server would refuse our tables. */
export const CLICKHOUSE_FLOOR = [26, 2] as const

export interface ExternalStoreOptions {
  readonly connection: StoreConnection
  readonly onStatus?: EngineListener
  readonly healthEveryMs?: number
}

const HEALTH_EVERY_MS = 5_000
const HEALTH_TIMEOUT_MS = 10_000
/** One lost packet is no outage. */
const MISSES_TO_BE_AWAY = 2

export class ExternalStoreError extends EngineError {
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(`external-store-${code}`, message, options)
  }
}

/** The variables of the environment that name an external store; the password never appears in a message. */
export interface ExternalStoreSettings {
  /** `http(s)://user:password@host:8123/optional/path` */
  readonly url: string
  readonly readerUser?: string
  readonly readerPassword?: string
}

/** Fails with a sentence for people. */
export function externalConnection(settings: ExternalStoreSettings): Result<StoreConnection, string> {
  const name = 'CLUELINE_CLICKHOUSE_URL'
  const url = URL.canParse(settings.url) ? new URL(settings.url) : undefined
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return err(`${name} is not an http or https address. It looks like https://user:password@host:8443.`)
  }
  if (url.search !== '' || url.hash !== '') {
    return err(`${name} must not carry parameters ("?…" or "#…"): the settings are Clueline's own.`)
  }
  const username = decoded(url.username)
  const password = decoded(url.password)
  if (username === undefined || password === undefined) {
    return err(`The user or password in ${name} is not percent-encoded: write "%25" for "%", "%40" for "@".`)
  }
  const writer: StoreCredentials = { username: username || 'default', password }
  url.username = ''
  url.password = ''
  const { readerUser, readerPassword } = settings
  if (readerUser === undefined && readerPassword !== undefined) {
    return err('CLUELINE_CLICKHOUSE_READER_PASSWORD is set, but CLUELINE_CLICKHOUSE_READER_USER is not.')
  }
  return ok({
    mode: 'external',
    url: url.href.replace(/\/$/, ''),
    headers: {},
    database: STORE_DATABASE,
    writer,
    ...(readerUser === undefined ? {} : { reader: { username: readerUser, password: readerPassword ?? '' } }),
  })
}

/**
 * Checks that the server answers, is new enough and lets both users do their part, makes our database, and ends the
 * inserts that an earlier writer left running. Rejects with `ExternalStoreError`.
 */
export async function connectExternalStore(options: ExternalStoreOptions): Promise<EngineHandle> {
  const { connection } = options
  const board = createStatusBoard()
  if (options.onStatus) board.onStatus(options.onStatus)
  // Without a database: ours may not exist yet, and every statement would be refused.
  const clients = createStoreClients({ ...connection, database: 'default' })
  try {
    await checkServer(clients, connection)
    await endRunningWrites(clients)
  } catch (error) {
    board.set('failed', { reason: error instanceof Error ? error.message : String(error) })
    throw error
  } finally {
    await clients.close()
  }
  board.set('ready')
  const stopping = new AbortController()
  const watch = async () => {
    let missed = 0
    for (;;) {
      await sleep(options.healthEveryMs ?? HEALTH_EVERY_MS, undefined, {
        signal: stopping.signal,
        ref: false,
      })
      const answers = await engineAnswers(connection, HEALTH_TIMEOUT_MS)
      if (stopping.signal.aborted) return
      missed = answers ? 0 : missed + 1
      const { state } = board.status()
      if (answers && state === 'restarting') board.set('ready', { restarted: true })
      if (missed === MISSES_TO_BE_AWAY) {
        board.set('restarting', {
          reason: `ClickHouse at ${connection.url} does not answer`,
          uncleanStop: true,
        })
      }
    }
  }
  watch().catch(() => undefined)
  return {
    connection,
    status: () => board.status(),
    onStatus: (listener) => board.onStatus(listener),
    stop() {
      if (!stopping.signal.aborted) board.set('stopped')
      stopping.abort()
      return Promise.resolve()
    },
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > CLICKHOUSE_FLOOR[0] || (major === CLICKHOUSE_FLOOR[0] && minor >= CLICKHOUSE_FLOOR[1])
}

async function checkServer(clients: StoreClients, connection: StoreConnection): Promise<void> {
  const { url, writer, reader, database } = connection
  const version = await askVersion(clients).catch((cause: unknown) => {
    throw codeOf(cause) === '516'
      ? new ExternalStoreError('refused', refusedText(url, writer.username), { cause })
      : new ExternalStoreError(
          'unreachable',
          `ClickHouse at ${url} does not answer as expected (${textOf(cause)}). ` +
            'Check CLUELINE_CLICKHOUSE_URL and that the server runs and can be reached from here.',
          { cause },
        )
  })
  if (!isNewEnough(version)) {
    throw new ExternalStoreError(
      'too-old',
      `ClickHouse at ${url} is version ${version}; Clueline needs ${CLICKHOUSE_FLOOR.join('.')} or newer, ` +
        'because its text indexes are not complete before. Update the server, or unset CLUELINE_CLICKHOUSE_URL ' +
        'to use the embedded engine.',
    )
  }
  await makeDatabase(clients, database).catch((cause: unknown) => {
    throw new ExternalStoreError(
      'no-rights',
      `The user "${writer.username}" may not create the database "${database}" at ${url} (${textOf(cause)}). ` +
        `Create the database and grant the user all rights on ${database}.*, and SELECT on system.processes.`,
      { cause },
    )
  })
  const readerName = reader?.username ?? writer.username
  await ask(clients.reader, 'SELECT 1 AS value').catch((cause: unknown) => {
    throw codeOf(cause) === '516'
      ? new ExternalStoreError('refused', refusedText(url, readerName), { cause })
      : new ExternalStoreError(
          'reader-unfit',
          `The reading user "${readerName}" at ${url} may not run queries with limits (${textOf(cause)}). ` +
            'Its settings profile must have readonly = 2: with readonly = 1 no query can carry its own time limit.',
          { cause },
        )
  })
}

async function askVersion(clients: StoreClients): Promise<string> {
  const version = await ask(clients.writer, 'SELECT version() AS value')
  if (!/^\d+\.\d+/.test(version)) throw new Error('it names no version')
  return version
}

async function makeDatabase(clients: StoreClients, database: string): Promise<void> {
  const found = await ask(
    clients.writer,
    'SELECT count() AS value FROM system.databases WHERE name = {name:String}',
    {
      name: database,
    },
  )
  if (found === '0') await clients.writer.command({ query: `CREATE DATABASE IF NOT EXISTS ${database}` })
}

async function ask(
  client: StoreClients['writer'],
  query: string,
  params: Record<string, unknown> = {},
): Promise<string> {
  const result = await client.query({ query, query_params: params, format: 'JSONEachRow' })
  const [row] = await result.json<{ readonly value: string | number }>()
  return String(row?.value ?? '')
}

const refusedText = (url: string, username: string) =>
  `ClickHouse at ${url} refuses the user "${username}": the name or the password is wrong, or the user may not ` +
  'connect from here. Check CLUELINE_CLICKHOUSE_URL and CLUELINE_CLICKHOUSE_READER_USER / _PASSWORD.'

const codeOf = (cause: unknown): string | undefined =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : undefined

/** First line only: what follows is the server's advice about itself. */
const textOf = (cause: unknown): string =>
  ((cause instanceof Error && (cause.message || codeOf(cause))) || String(cause))
    .split('\n')[0]
    ?.slice(0, 300) ?? ''
