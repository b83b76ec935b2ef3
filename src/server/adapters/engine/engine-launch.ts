import { setTimeout as sleep } from 'node:timers/promises'
import type { Result } from '#protocol/result.ts'
import { err, ok } from '#protocol/result.ts'
import { STORE_DATABASE } from '../clickhouse/connection.ts'
import type { StoreConnection } from '../clickhouse/connection.ts'
import { engineAnswers, engineStatement } from './engine-http.ts'
import type { EngineChildStart } from './engine-child-protocol.ts'
import { startEngineProcess } from './engine-process.ts'
import type { EngineExit, EngineProcess } from './engine-process.ts'

/** Usually 0.2 s; loading thousands of parts on a slow disk may take long, and a wrong guess would lose nothing but time. */
const START_TIMEOUT_MS = 120_000
const POLL_MS = 15
const PROBE_TIMEOUT_MS = 2_000

export interface LaunchFailure {
  readonly kind: 'port-taken' | 'directory-locked' | 'other'
  readonly reason: string
}

export interface Launch {
  readonly start: EngineChildStart
  readonly cwd: string
  readonly connection: StoreConnection
  /** Aborted when the server stops meanwhile. */
  readonly signal: AbortSignal
}

/** Starts the engine's process and waits until it answers and our database is there. */
export async function launchEngine(launch: Launch): Promise<Result<EngineProcess, LaunchFailure>> {
  let engine: EngineProcess
  try {
    engine = startEngineProcess(launch.start, launch.cwd)
  } catch (cause) {
    return err({ kind: 'other', reason: cause instanceof Error ? cause.message : String(cause) })
  }
  const deadline = performance.now() + START_TIMEOUT_MS
  while (!(await engineAnswers(launch.connection, PROBE_TIMEOUT_MS, launch.signal))) {
    if (!engine.isRunning()) return err(launchFailure(await engine.exited))
    if (launch.signal.aborted || performance.now() > deadline) {
      await engine.stop()
      return err({ kind: 'other', reason: `it did not answer within ${START_TIMEOUT_MS / 1000} s` })
    }
    await sleep(POLL_MS)
  }
  const sql = `CREATE DATABASE IF NOT EXISTS ${STORE_DATABASE} ENGINE = Atomic`
  // Without the signal a server that stops in this very moment would wait for two minutes.
  const made = await engineStatement(launch.connection, sql, START_TIMEOUT_MS, launch.signal).catch(
    (cause: unknown) => ({ status: 0, text: String(cause) }),
  )
  if (made.status === 200) return ok(engine)
  await engine.stop()
  return err({ kind: 'other', reason: made.text.trim() })
}

/** The engine's own words, where a person has to read them; its error numbers (76, 210) say which case it is. */
export function launchFailure(exit: EngineExit): LaunchFailure {
  const reason = describeExit(exit)
  if (/Code: 76\b.*Cannot lock file/s.test(reason)) return { kind: 'directory-locked', reason }
  if (/Code: 210\b.*Address already in use/s.test(reason)) return { kind: 'port-taken', reason }
  return { kind: 'other', reason }
}

export function describeExit(exit: EngineExit): string {
  if (exit.reason !== '') return exit.reason
  return exit.signal
    ? `its process was ended by ${exit.signal}`
    : `its process ended with status ${exit.code ?? 0}`
}
