import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEventStore } from '#server/adapters/clickhouse/event-store.ts'
import type { EventStoreOptions, OpenedEventStore } from '#server/adapters/clickhouse/event-store.ts'
import { startTestEngine, type TestEngine } from './engine.ts'

export interface TestStore extends TestEngine {
  readonly store: OpenedEventStore
  /** Where the store keeps its marker. */
  readonly markers: string
}

/** A real engine with an open store, for `*.engine.test.ts`. What only the log would hear of fails the test. */
export async function startTestStore(
  options: Pick<EventStoreOptions, 'clock'> & Partial<EventStoreOptions>,
): Promise<TestStore> {
  const test = await startTestEngine()
  const markers = mkdtempSync(join(tmpdir(), 'clueline-store-'))
  const opened = await openEventStore({
    clients: test.clients,
    engine: test.engine,
    dataDirectory: markers,
    onError: (error) => {
      throw error
    },
    ...options,
  })
  if (!opened.ok) throw new Error(opened.error.message)
  const store = opened.value
  return {
    ...test,
    store,
    markers,
    async stop() {
      await store.close()
      await test.stop()
      rmSync(markers, { recursive: true, force: true })
    },
  }
}
