import type { OpenAPIHono } from '@hono/zod-openapi'
import type { AppEnv } from '../http/env.ts'
import type { Log } from '../http/log.ts'
import type { Clock } from '../ports.ts'
import type { ServerConfig } from './config.ts'
import type { DiskWatch } from './disk-watch.ts'
import type { OpenStore } from './open-store.ts'
import type { Package } from './package-root.ts'

export interface FunctionDeps {
  readonly config: ServerConfig
  readonly store: OpenStore
  readonly disk: DiskWatch | undefined
  readonly log: Log
  readonly program: Package
  readonly clock: Clock
}

/** In the data directory. */
export const NUMBER_KEY_FILE = 'number-keys'

/** The server's functions, wired to this store. */
export interface Functions {
  readonly modules: readonly OpenAPIHono<AppEnv>[]
  /** Ends live tails, so that their connections can close. */
  endStreams(): void
  /** Awaits what is being written. */
  stop(): Promise<void>
}

export async function composeFunctions(_deps: FunctionDeps): Promise<Functions> {
  return { modules: [], endStreams: () => {}, stop: async () => {} }
}
