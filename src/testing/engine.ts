import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createStoreClients } from '#server/adapters/clickhouse/client.ts'
import type { StoreClients } from '#server/adapters/clickhouse/client.ts'
import type { StoreConnection } from '#server/adapters/clickhouse/connection.ts'
import { startEmbeddedEngine } from '#server/adapters/engine/embedded-engine.ts'
import type { EmbeddedEngineOptions } from '#server/adapters/engine/embedded-engine.ts'
import type { EmbeddedEngineHandle } from '#server/adapters/engine/engine-status.ts'

export interface TestEngine {
  readonly engine: EmbeddedEngineHandle
  readonly connection: StoreConnection
  readonly clients: StoreClients
  readonly dataDirectory: string
  /** Ends the engine and removes its directory. */
  stop(): Promise<void>
  /** SIGKILL of the engine's process; its supervisor starts it again on the same port. */
  kill(): void
}

/** A real engine in a directory of its own, for `*.engine.test.ts`: one per file, in `beforeAll`. */
export async function startTestEngine(options: Partial<EmbeddedEngineOptions> = {}): Promise<TestEngine> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'clueline-engine-'))
  const remove = () => rmSync(dataDirectory, { recursive: true, force: true })
  const engine = await startEmbeddedEngine({ ...options, dataDirectory }).catch((error: unknown) => {
    remove()
    throw error
  })
  const clients = createStoreClients(engine.connection)
  return {
    engine,
    connection: engine.connection,
    clients,
    dataDirectory,
    async stop() {
      await clients.close()
      await engine.stop()
      remove()
    },
    kill: () => engine.kill(),
  }
}
