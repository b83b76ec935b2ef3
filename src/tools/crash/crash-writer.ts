/**
 * A server reduced to its store: the real engine and the real writer, driven over IPC, so that a test can kill
 * either of them at any moment. Argument: data directory.
 */
import { createStoreClients } from '#server/adapters/clickhouse/client.ts'
import { openEventStore } from '#server/adapters/clickhouse/event-store.ts'
import { startEmbeddedEngine } from '#server/adapters/engine/embedded-engine.ts'
import type { Micros } from '#protocol/time.ts'
import type { CrashReply, CrashRequest } from '#testing/crash-protocol.ts'

function reply(message: CrashReply): void {
  process.send?.(message)
}

async function run(dataDirectory: string): Promise<void> {
  const engine = await startEmbeddedEngine({ dataDirectory })
  const clients = createStoreClients(engine.connection)
  const opened = await openEventStore({
    clients,
    engine,
    dataDirectory,
    clock: { now: () => (Date.now() * 1_000) as Micros },
    onError: (error, what) => reply({ type: 'failed', reason: `${what}: ${String(error)}` }),
  })
  if (!opened.ok) throw new Error(opened.error.message)
  const store = opened.value
  const ready = () => reply({ type: 'ready', enginePid: engine.pid(), committed: store.committed() })
  engine.onStatus(({ state }) => {
    if (state === 'ready') ready()
  })
  process.on('message', (message) => {
    const request = message as CrashRequest
    if (request.type === 'write') void write(request)
    else void close()
  })
  ready()

  async function write({ id, batch }: Extract<CrashRequest, { type: 'write' }>): Promise<void> {
    const result = await store.write(batch)
    if (result.ok) reply({ type: 'acknowledged', id, outcome: result.value })
    else reply({ type: 'refused', id, code: result.error.code })
  }

  async function close(): Promise<void> {
    await store.close()
    await clients.close()
    await engine.stop()
    process.disconnect()
  }
}

const [dataDirectory] = process.argv.slice(2)
if (dataDirectory === undefined || !process.send) {
  console.error('usage: only for the crash suite, which starts it with an IPC channel and a data directory')
  process.exit(2)
}
run(dataDirectory).catch((error: unknown) => {
  reply({ type: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  process.exit(1)
})
