import type { OpenAPIHono } from '@hono/zod-openapi'
import { err, ok, type Result } from '#protocol/result.ts'
import type { AccessPolicy } from '../access/policy.ts'
import { createThrottle } from '../access/throttle.ts'
import { createApp } from '../app.ts'
import type { Assets } from '../http/assets.ts'
import type { AppEnv } from '../http/env.ts'
import type { Log } from '../http/log.ts'
import { composeFunctions, type Functions } from './compose.ts'
import type { ServerConfig } from './config.ts'
import { diskWatch } from './disk-watch.ts'
import { openStore, storeFault, type OpenStore } from './open-store.ts'
import type { Package } from './package-root.ts'
import { closedProblem, healthOf, type Phase } from './phase.ts'
import { storeProblem } from './store-problem.ts'
import { systemClock } from './system-clock.ts'

export interface InstanceDeps {
  readonly config: ServerConfig
  readonly log: Log
  readonly program: Package
  readonly policy: AccessPolicy
  readonly assets: Assets
  readonly peerOf: (bindings: unknown) => string | undefined
}

/** The server on any platform. Answers from the first moment: 503 and health "starting" until it is open. */
export interface Instance {
  /** The app as it is now; it is replaced once, when the instance opens. */
  app(): OpenAPIHono<AppEnv>
  /** Opens the store and serves. The failure is a sentence for a person; everything is stopped again then. */
  open(): Promise<Result<Functions, string>>
  /** In place of `open`: answers 503 and health "failed" with this sentence, for good. */
  refuse(reason: string): Result<never, string>
  /** Ends what never ends by itself, so that connections can close. */
  endStreams(): void
  /** Keeps what was acknowledged, ends the engine. Idempotent. */
  stop(): Promise<void>
}

export function createInstance({ config, log, program, policy, assets, peerOf }: InstanceDeps): Instance {
  const began = performance.now()
  const disk = config.external ? undefined : diskWatch(config.data, log)
  const throttle = createThrottle()
  let phase: Phase = { name: 'starting', step: 'Starting the engine.' }
  let store: OpenStore | undefined
  let functions: Functions | undefined
  let stopped: Promise<void> | undefined

  const health = () =>
    healthOf({
      version: program.version,
      mode: config.external ? 'external' : 'embedded',
      engineVersion: store?.version() ?? null,
      uptimeSeconds: (performance.now() - began) / 1_000,
      phase,
      store: store?.state(),
      disk: disk?.latest(),
    })
  const appWith = (modules: readonly OpenAPIHono<AppEnv>[]) =>
    createApp({
      version: program.version,
      log,
      assets,
      modules,
      access: { policy, tenant: config.tenant, clock: systemClock, throttle, peerOf },
      problemOf: storeProblem,
      closed: () => closedProblem(phase, store?.state()),
      health,
    })
  let app = appWith([])

  const shutDown = async () => {
    disk?.stop()
    await functions?.stop()
    await store?.stop()
  }
  const stop = () => {
    if (phase.name !== 'failed') phase = { name: 'stopping' }
    return (stopped ??= shutDown())
  }

  return {
    app: () => app,
    open: async () => {
      try {
        const onStep = (step: string) => {
          phase = { name: 'starting', step }
        }
        store = await openStore({ config, disk, clock: systemClock, log, onStep })
        functions = await composeFunctions({ config, store, disk, log, program, clock: systemClock, health })
        app = appWith(functions.modules)
        phase = { name: 'running' }
        return ok(functions)
      } catch (error) {
        const fault = storeFault(error)
        phase = { name: 'failed', reason: fault ?? 'A bug; the log says more.' }
        await stop()
        if (fault === undefined) throw error
        return err(fault)
      }
    },
    refuse: (reason) => {
      phase = { name: 'failed', reason }
      return err(reason)
    },
    endStreams: () => {
      phase = { name: 'stopping' }
      functions?.endStreams()
    },
    stop,
  }
}
