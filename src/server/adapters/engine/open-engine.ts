import { connectExternalStore } from '../clickhouse/external-store.ts'
import type { StoreConnection } from '../clickhouse/connection.ts'
import { claimDataDirectory } from './data-directory.ts'
import { startEmbeddedEngine } from './embedded-engine.ts'
import type { EngineHandle, EngineListener } from './engine-status.ts'

export interface OpenEngineOptions {
  readonly dataDirectory: string
  /** From `externalConnection`; absent: the embedded engine. */
  readonly external?: StoreConnection
  readonly onStatus?: EngineListener
}

/** The one way in which a server gets its store: embedded or external, afterwards there is no difference. */
export async function openEngine(options: OpenEngineOptions): Promise<EngineHandle> {
  const { dataDirectory, external } = options
  const listener = options.onStatus ? { onStatus: options.onStatus } : {}
  if (!external) return startEmbeddedEngine({ dataDirectory, ...listener })
  // Keys and markers are there in this mode too, and one store has one writer.
  const claim = claimDataDirectory(dataDirectory)
  try {
    const handle = await connectExternalStore({ connection: external, ...listener })
    return {
      ...handle,
      async stop() {
        await handle.stop()
        claim.release()
      },
    }
  } catch (error) {
    claim.release()
    throw error
  }
}
