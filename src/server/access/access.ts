import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { TenantId } from '#protocol/ids.ts'
import { MICROS_PER_SECOND } from '#protocol/time.ts'
import type { AppEnv } from '../http/env.ts'
import { problemResponse } from '../http/problem.ts'
import type { Clock } from '../ports.ts'
import { admit, COOKIE_NAME, type AccessPolicy } from './policy.ts'
import type { Throttle } from './throttle.ts'

export interface AccessDeps {
  readonly policy: AccessPolicy
  /** Whose logs this server shows. */
  readonly tenant: TenantId
  readonly clock: Clock
  readonly throttle: Throttle
  /** Network address of the other end, as the platform knows it; undefined where it does not. */
  readonly peerOf: (bindings: unknown) => string | undefined
}

export const UNKNOWN_PEER = 'unknown'

export const nowSeconds = (clock: Clock): number => clock.now() / MICROS_PER_SECOND

/** Lets a request in, with `tenant` and `actor` set, or answers why not. */
export function accessControl({ policy, tenant, clock, throttle, peerOf }: AccessDeps) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const now = nowSeconds(clock)
    const peer = peerOf(c.env)
    const throttleKey = peer ?? UNKNOWN_PEER
    const admission = admit(
      policy,
      {
        method: c.req.method,
        path: c.req.path,
        peer,
        header: (name) => c.req.header(name),
        cookie: getCookie(c, COOKIE_NAME),
      },
      now,
    )
    const attempt = admission.ok ? admission.value.attempt : admission.error.attempt
    if (attempt === 'wrong') {
      const wait = throttle.refused(throttleKey, now)
      if (wait > 0) return tooManyAttempts(wait)
    }
    if (!admission.ok) return problemResponse(admission.error.problem)
    c.set('tenant', tenant)
    c.set('actor', admission.value.actor ?? '')
    return next()
  })
}

export function tooManyAttempts(waitSeconds: number): Response {
  return problemResponse({
    status: 429,
    code: 'too-many-attempts',
    title: 'Too many wrong tokens',
    detail: `Try again in ${waitSeconds} s.`,
    retryAfterSeconds: waitSeconds,
  })
}
