import { join } from 'node:path'
import { ok, type Result } from '#protocol/result.ts'
import type { Log } from '../../http/log.ts'
import { configuredAccess } from '../access-policy.ts'
import type { ServerConfig } from '../config.ts'
import { createInstance } from '../instance.ts'
import { findPackage } from '../package-root.ts'
import { readAppFiles } from './app-files.ts'
import { listen, peerOf } from './listener.ts'

/** With the writer's and the engine's time together below the 10 s that service managers and people wait. */
const REQUEST_GRACE_MS = 2_000

export interface RunningServer {
  /** What a person opens. */
  readonly url: string
  /** Set when a token was made at this start: show it once. */
  readonly newToken?: string
  /** Finishes what runs, keeps what was acknowledged, ends the engine. Idempotent. */
  stop(): Promise<void>
}

const browserHost = (host: string) =>
  host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host

/**
 * Opens the port at once, starts the engine, brings the tables up to date, and serves. The failure is a sentence
 * for the person who started it; nothing is left running then.
 */
export async function startServer(config: ServerConfig, log: Log): Promise<Result<RunningServer, string>> {
  const program = findPackage()
  const { policy, newToken } = configuredAccess(config)
  const assets = readAppFiles(join(program.root, 'dist/app'))
  const instance = createInstance({ config, log, program, policy, assets, peerOf })

  const listener = await listen(
    (request, bindings) => instance.app().fetch(request, bindings),
    config.host,
    config.port,
  )
  if (!listener.ok) {
    await instance.stop()
    return listener
  }
  let stopped: Promise<void> | undefined
  const shutDown = async () => {
    instance.endStreams()
    await listener.value.close(REQUEST_GRACE_MS)
    await instance.stop()
  }
  const stop = () => (stopped ??= shutDown())

  const opened = await instance.open()
  if (!opened.ok) {
    await stop()
    return opened
  }
  const url = config.publicUrl?.href ?? `http://${browserHost(config.host)}:${listener.value.port}/`
  return ok({ url, stop, ...(newToken === undefined ? {} : { newToken }) })
}
