import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './env.ts'
import { routeName } from './route-name.ts'

type Write = (fields: Readonly<Record<string, unknown>>, message: string) => void

/** As much of pino as we use. */
export interface Log {
  readonly debug: Write
  readonly info: Write
  readonly warn: Write
  readonly error: Write
}

export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** One line per answer: method, route pattern, status, time. No address, no query, no body. */
export function requestLog(log: Log) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const start = performance.now()
    await next()
    const ms = Math.round(performance.now() - start)
    log.debug({ method: c.req.method, route: routeName(c.req.path), status: c.res.status, ms }, 'answered')
  })
}
