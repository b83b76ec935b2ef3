import { createThrottle } from '../../access/throttle.ts'
import { createTokenGuard, tokenDigest, type TokenGuard } from '../../access/token.ts'
import type { AccessPolicy } from '../../access/policy.ts'
import { join } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { err, ok, type Result } from '#protocol/result.ts'
import { createApp } from '../../app.ts'
import type { AppEnv } from '../../http/env.ts'
import type { Log } from '../../http/log.ts'
import { readAppFiles } from './app-files.ts'
import { composeFunctions, type Functions } from './compose.ts'
import type { ServerConfig } from './config.ts'
import { diskWatch } from './disk-watch.ts'
import { listen, peerOf } from './listener.ts'
import { findPackage } from './package-root.ts'
import { closedProblem, healthOf, type Phase } from './phase.ts'
import { openStore, storeFault, type OpenStore } from './open-store.ts'
import { systemClock } from './system-clock.ts'
import { keptToken } from './token-file.ts'

/** Together below the 10 s that service managers and people wait: requests, then the writer, then the engine. */
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

interface Guarded {
  readonly policy: AccessPolicy
  readonly newToken?: string
}

function accessPolicy(config: ServerConfig): Guarded {
  const { token, proxy, publicUrl } = config
  const kept = token?.kind === 'generate' ? keptToken(config.data) : undefined
  const digest = token?.kind === 'given' ? tokenDigest(token.token) : kept?.digest
  const guard: TokenGuard | undefined = digest === undefined ? undefined : createTokenGuard(digest)
  const policy: AccessPolicy = {
    ...(guard ? { guard } : {}),
    ...(publicUrl ? { publicUrl } : {}),
    ...(proxy
      ? {
          proxy: {
            header: proxy.header,
            ...(proxy.secret === undefined ? {} : { secretDigest: tokenDigest(proxy.secret) }),
          },
        }
      : {}),
  }
  return { policy, ...(kept?.token === undefined ? {} : { newToken: kept.token }) }
}

/**
 * Opens the port at once (503 and health "starting" until the store is there), starts the engine, brings the tables
 * up to date, and serves. The failure is a sentence for the person who started it; nothing is left running then.
 */
export async function startServer(config: ServerConfig, log: Log): Promise<Result<RunningServer, string>> {
  const began = performance.now()
  const { root, version } = findPackage()
  const assets = readAppFiles(join(root, 'dist/app'))
  const { policy, newToken } = accessPolicy(config)
  const disk = config.clickhouseUrl === undefined ? diskWatch(config.data, log) : undefined

  let phase: Phase = { name: 'starting', step: 'Starting the engine.' }
  let store: OpenStore | undefined
  let functions: Functions | undefined

  const appWith = (modules: readonly OpenAPIHono<AppEnv>[]) =>
    createApp({
      version,
      log,
      assets,
      modules,
      access: { policy, clock: systemClock, throttle: createThrottle(), peerOf },
      closed: () => closedProblem(phase, store?.state()),
      health: () =>
        healthOf({
          version,
          mode: config.clickhouseUrl === undefined ? 'embedded' : 'external',
          engineVersion: store?.version() ?? null,
          uptimeSeconds: (performance.now() - began) / 1_000,
          phase,
          store: store?.state(),
          disk: disk?.latest(),
        }),
    })
  let app = appWith([])

  const listener = await listen((request, bindings) => app.fetch(request, bindings), config.host, config.port)
  if (!listener.ok) {
    disk?.stop()
    return listener
  }

  const shutDown = async () => {
    phase = { name: 'stopping' }
    functions?.endStreams()
    await listener.value.close(REQUEST_GRACE_MS)
    disk?.stop()
    await functions?.stop()
    await store?.stop()
  }
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= shutDown())

  try {
    store = await openStore(config, log)
    phase = { name: 'starting', step: 'Preparing the tables.' }
    await disk?.look()
    functions = await composeFunctions({ config, store, disk, log, root, clock: systemClock })
    app = appWith(functions.modules)
    phase = { name: 'running' }
  } catch (error) {
    await stop()
    const fault = storeFault(error)
    if (fault === undefined) throw error
    return err(fault)
  }
  const url = config.publicUrl?.href ?? `http://${browserHost(config.host)}:${listener.value.port}/`
  return ok({ url, stop, ...(newToken === undefined ? {} : { newToken }) })
}
