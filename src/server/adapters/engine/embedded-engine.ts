import { setTimeout as sleep } from 'node:timers/promises'
import type { Result } from '#protocol/result.ts'
import { STORE_DATABASE } from '../clickhouse/connection.ts'
import type { StoreConnection } from '../clickhouse/connection.ts'
import { claimDataDirectory } from './data-directory.ts'
import { createEngineSecrets, enginePaths, SECRET_HEADER, writeEngineConfig } from './engine-config.ts'
import type { EngineSecrets } from './engine-config.ts'
import { DataDirectoryInUseError, EngineStartError } from './engine-errors.ts'
import { engineAnswers } from './engine-http.ts'
import { describeExit, launchEngine } from './engine-launch.ts'
import type { LaunchFailure } from './engine-launch.ts'
import { locateEngineLibrary } from './engine-library.ts'
import { pickPort } from './engine-port.ts'
import { engineChildFile } from './engine-process.ts'
import type { EngineProcess } from './engine-process.ts'
import { createStatusBoard } from './engine-status.ts'
import type { EmbeddedEngineHandle, EngineListener } from './engine-status.ts'

export interface EmbeddedEngineOptions {
  /** The server's data directory; the engine takes `engine/` in it. */
  readonly dataDirectory: string
  /** From the first moment, unlike `onStatus` of the handle. */
  readonly onStatus?: EngineListener
  readonly restart?: Partial<RestartPolicy>
  /** Only for tests that address the engine like an external server, by user and password alone. */
  readonly admitWithoutSecret?: boolean
}

export interface RestartPolicy {
  /** Before the first restart; doubles with every quick failure. */
  readonly firstDelayMs: number
  readonly maxDelayMs: number
  /** An engine that ran this long was healthy: the next failure counts as the first one. */
  readonly stableMs: number
  /** So many failures in a row, and a person is needed. */
  readonly quickFailures: number
  readonly healthEveryMs: number
  readonly healthTimeoutMs: number
  /** An engine that misses so many checks in a row is killed and started anew; high load alone must not do that. */
  readonly healthFailures: number
  /** The engine of a server that was just killed needs up to 5 s to end; only then is its lock somebody else's. */
  readonly lockWaitMs: number
}

export const RESTART_POLICY: RestartPolicy = {
  firstDelayMs: 100,
  maxDelayMs: 10_000,
  stableMs: 60_000,
  quickFailures: 6,
  healthEveryMs: 5_000,
  healthTimeoutMs: 10_000,
  healthFailures: 3,
  lockWaitMs: 8_000,
}

const LOCK_RETRY_MS = 100
const PORT_ATTEMPTS = 5

interface Address {
  readonly port: number
  readonly connection: StoreConnection
}

function addressOf(port: number, secrets: EngineSecrets): Address {
  const connection: StoreConnection = {
    mode: 'embedded',
    url: `http://127.0.0.1:${port}`,
    headers: { [SECRET_HEADER]: secrets.header },
    database: STORE_DATABASE,
    writer: secrets.writer,
    reader: secrets.reader,
  }
  return { port, connection }
}

/**
 * Starts ClickHouse in a child process and keeps it running. Resolves when it answers; rejects with an `EngineError`
 * that says what to do. Port and passwords stay the same over restarts, so clients need not be made anew.
 */
export async function startEmbeddedEngine(options: EmbeddedEngineOptions): Promise<EmbeddedEngineHandle> {
  const { dataDirectory } = options
  const library = locateEngineLibrary()
  engineChildFile()
  const claim = claimDataDirectory(dataDirectory)
  const policy = { ...RESTART_POLICY, ...options.restart }
  const paths = enginePaths(dataDirectory)
  const secrets = createEngineSecrets()
  const stopping = new AbortController()
  const board = createStatusBoard()
  if (options.onStatus) board.onStatus(options.onStatus)

  const launch = ({ port, connection }: Address): Promise<Result<EngineProcess, LaunchFailure>> =>
    launchEngine({
      start: { library, storePath: paths.store, configFile: paths.configFile, port },
      cwd: paths.cwd,
      connection,
      signal: stopping.signal,
    })

  let address: Address
  let current: EngineProcess
  try {
    writeEngineConfig(paths, secrets, options.admitWithoutSecret !== true)
    const first = await firstLaunch(secrets, launch, dataDirectory, policy.lockWaitMs)
    address = first.address
    current = first.engine
  } catch (error) {
    claim.release()
    board.set('failed', { reason: error instanceof Error ? error.message : String(error) })
    throw error
  }
  board.set('ready')

  async function supervise(): Promise<void> {
    let failures = 0
    for (;;) {
      const since = performance.now()
      const health = watchHealth(current, address.connection, policy)
      const exit = await current.exited
      health.stop()
      if (stopping.signal.aborted) return
      failures = performance.now() - since >= policy.stableMs ? 1 : failures + 1
      let reason = health.verdict() ?? describeExit(exit)
      board.set('restarting', { reason, uncleanStop: true })
      for (;;) {
        if (failures >= policy.quickFailures) {
          board.set('failed', { reason: `It failed ${failures} times in a row. Last reason: ${reason}` })
          return
        }
        const delay = Math.min(policy.maxDelayMs, policy.firstDelayMs * 2 ** (failures - 1))
        await sleep(delay, undefined, { signal: stopping.signal }).catch(() => undefined)
        if (stopping.signal.aborted) return
        const launched = await launch(address)
        if (launched.ok) {
          current = launched.value
          break
        }
        if (stopping.signal.aborted) return
        failures += 1
        reason = launched.error.reason
      }
      if (stopping.signal.aborted) {
        await current.stop()
        return
      }
      board.set('ready', { restarted: true })
    }
  }

  const supervision = supervise()
  let stopped: Promise<void> | undefined
  const stop = async () => {
    stopping.abort()
    board.set('stopped')
    await current.stop()
    await supervision
    claim.release()
  }
  return {
    connection: address.connection,
    status: () => board.status(),
    onStatus: (listener) => board.onStatus(listener),
    pid: () => current.pid,
    kill: () => current.kill(),
    stop: () => (stopped ??= stop()),
  }
}

async function firstLaunch(
  secrets: EngineSecrets,
  launch: (address: Address) => Promise<Result<EngineProcess, LaunchFailure>>,
  dataDirectory: string,
  lockWaitMs: number,
): Promise<{ readonly address: Address; readonly engine: EngineProcess }> {
  const lockDeadline = performance.now() + lockWaitMs
  let portAttempts = 0
  for (;;) {
    const address = addressOf(await pickPort(), secrets)
    const launched = await launch(address)
    if (launched.ok) return { address, engine: launched.value }
    const { kind, reason } = launched.error
    if (kind === 'directory-locked') {
      if (performance.now() > lockDeadline) throw new DataDirectoryInUseError(dataDirectory, undefined)
      await sleep(LOCK_RETRY_MS)
      continue
    }
    portAttempts += 1
    if (kind !== 'port-taken' || portAttempts >= PORT_ATTEMPTS) throw new EngineStartError(reason)
  }
}

/** Kills an engine that no longer answers, so that the supervisor starts it anew. */
function watchHealth(engine: EngineProcess, connection: StoreConnection, policy: RestartPolicy) {
  const ended = new AbortController()
  let verdict: string | undefined
  const watch = async () => {
    let missed = 0
    while (missed < policy.healthFailures) {
      await sleep(policy.healthEveryMs, undefined, { signal: ended.signal, ref: false })
      missed = (await engineAnswers(connection, policy.healthTimeoutMs)) ? 0 : missed + 1
      if (ended.signal.aborted) return
    }
    verdict = `it did not answer ${missed} checks in a row`
    engine.kill()
  }
  watch().catch(() => undefined)
  return { stop: () => ended.abort(), verdict: () => verdict }
}
