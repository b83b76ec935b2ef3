import { setTimeout as sleep } from 'node:timers/promises'
import { STORE_DATABASE } from '../clickhouse/connection.ts'
import type { StoreConnection } from '../clickhouse/connection.ts'
import { createEngineSecrets, enginePaths, SECRET_HEADER, writeEngineConfig } from './engine-config.ts'
import { EngineStartError } from './engine-errors.ts'
import { engineAnswers, engineStatement } from './engine-http.ts'
import { locateEngineLibrary } from './engine-library.ts'
import { pickPort } from './engine-port.ts'
import { startEngineProcess } from './engine-process.ts'

export interface EmbeddedEngineOptions {
  /** The server's data directory; the engine takes `engine/` in it. */
  readonly dataDirectory: string
}

export interface EngineHandle {
  readonly connection: StoreConnection
  readonly pid: number
  stop(): Promise<void>
  /** SIGKILL of the engine's process. For tests of crashes. */
  kill(): void
}

const START_TIMEOUT_MS = 60_000
const POLL_MS = 20
const HEALTH_TIMEOUT_MS = 2_000

export async function startEmbeddedEngine(options: EmbeddedEngineOptions): Promise<EngineHandle> {
  const library = locateEngineLibrary()
  const paths = enginePaths(options.dataDirectory)
  const secrets = createEngineSecrets()
  writeEngineConfig(paths, secrets, true)
  const port = await pickPort()
  const connection: StoreConnection = {
    mode: 'embedded',
    url: `http://127.0.0.1:${port}`,
    headers: { [SECRET_HEADER]: secrets.header },
    database: STORE_DATABASE,
    writer: secrets.writer,
    reader: secrets.reader,
  }
  const child = startEngineProcess(
    { library, storePath: paths.store, configFile: paths.configFile, port },
    paths.cwd,
  )
  const exit = child.exited
  let ended: string | undefined
  void exit.then((it) => {
    ended = it.reason || `exit ${it.code ?? it.signal}`
  })
  const deadline = performance.now() + START_TIMEOUT_MS
  while (!(await engineAnswers(connection, HEALTH_TIMEOUT_MS))) {
    if (ended !== undefined) throw new EngineStartError(ended)
    if (performance.now() > deadline) {
      await child.stop()
      throw new EngineStartError('it did not answer in time')
    }
    await sleep(POLL_MS)
  }
  const made = await engineStatement(
    connection,
    `CREATE DATABASE IF NOT EXISTS ${STORE_DATABASE} ENGINE = Atomic`,
    HEALTH_TIMEOUT_MS,
  )
  if (made.status !== 200) throw new EngineStartError(made.text)
  return {
    connection,
    pid: child.pid,
    async stop() {
      await child.stop()
    },
    kill: () => child.kill(),
  }
}
