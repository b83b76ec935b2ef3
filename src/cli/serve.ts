import { defineCommand } from 'citty'
import { createPinoLog } from '#server/platform/pino-log.ts'
import { readConfig, type ServerConfig } from '#server/platform/config.ts'
import { startServer, type RunningServer } from '#server/platform/node/server.ts'
import { checkArguments } from './arguments.ts'
import { Refused } from './failure.ts'
import { stopWithNpm } from './npm-parent.ts'

/** What a person or service manager waits before it uses force. */
const STOP_LIMIT_MS = 10_000
const EXIT_FORCED = 130

const args = {
  port: { type: 'string', description: 'Port (PORT, 4680)', valueHint: 'number' },
  host: { type: 'string', description: 'Address to listen on (HOST, 127.0.0.1)', valueHint: 'address' },
  data: { type: 'string', description: 'Data directory (CLUELINE_DATA, .clueline)', valueHint: 'folder' },
} as const

export const serve = defineCommand({
  meta: { name: 'serve', description: 'Start the server and the viewer' },
  args,
  run: async ({ args: given }) => {
    checkArguments(given, args, { from: 0, to: 0 })
    const config = readConfig(
      {
        ...process.env,
        ...(given.port === undefined ? {} : { PORT: given.port }),
        ...(given.host === undefined ? {} : { HOST: given.host }),
        ...(given.data === undefined ? {} : { CLUELINE_DATA: given.data }),
      },
      process.cwd(),
    )
    if (!config.ok) throw new Refused(config.error.join('\n'))
    await runServer(config.value)
  },
})

async function runServer(config: ServerConfig): Promise<void> {
  const log = createPinoLog(config.logLevel)
  let server: RunningServer | undefined
  let stopping = false
  const stop = async (status: number) => {
    if (stopping) process.exit(EXIT_FORCED)
    stopping = true
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref()
    // Before the server is there, its start ends by itself: the engine's child goes with this process.
    await server?.stop()
    process.exit(status)
  }
  process.on('SIGINT', () => void stop(0))
  process.on('SIGTERM', () => void stop(0))
  process.on('SIGHUP', () => void stop(0))
  const fatal = (error: unknown) => {
    log.error({ err: error }, 'a bug ended the server')
    void stop(1)
  }
  process.on('uncaughtException', fatal)
  process.on('unhandledRejection', fatal)
  stopWithNpm(() => void (stopping || stop(0)))

  const started = await startServer(config, log)
  if (!started.ok) throw new Refused(started.error)
  server = started.value
  if (server.newToken !== undefined) {
    console.log(`The access token, shown this once: ${server.newToken}`)
  }
  console.log(`Clueline is ready: ${server.url}`)
}
