import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { deleteCookie, setCookie } from 'hono/cookie'
import type { AppEnv } from '../http/env.ts'
import { ProblemError } from '../http/problem.ts'
import { newRoutes, problemAnswer } from '../http/routes.ts'
import { nowSeconds, tooManyAttempts, UNKNOWN_PEER, type AccessDeps } from './access.ts'
import { COOKIE_NAME } from './policy.ts'
import { SIGN_IN_SECONDS } from './token.ts'

const MAX_TOKEN_CHARS = 1_024

const Me = z
  .object({
    actor: z.string().openapi({ description: 'Who the audit will say it was' }),
    method: z
      .enum(['none', 'token', 'proxy'])
      .openapi({ description: 'How one signs in here; none: everyone on this machine is let in' }),
    publicUrl: z.string().nullable().openapi({ description: 'What copied links start with' }),
  })
  .openapi('Me')

const meRoute = createRoute({
  method: 'get',
  path: '/api/me',
  summary: 'Who the server takes you for',
  responses: {
    200: { description: 'You', content: { 'application/json': { schema: Me } } },
    401: problemAnswer('Sign in first; `method` says how'),
  },
})

const signInRoute = createRoute({
  method: 'post',
  path: '/api/sign-in',
  summary: 'Sign in with the access token; sets an HttpOnly cookie',
  request: {
    body: {
      required: true,
      content: {
        'application/json': { schema: z.object({ token: z.string().min(1).max(MAX_TOKEN_CHARS) }) },
      },
    },
  },
  responses: {
    200: { description: 'Signed in', content: { 'application/json': { schema: Me } } },
    401: problemAnswer('Wrong token'),
    404: problemAnswer('This server has no sign-in'),
    429: problemAnswer('Too many wrong tokens'),
  },
})

const signOutRoute = createRoute({
  method: 'post',
  path: '/api/sign-out',
  summary: 'Forget the cookie',
  responses: { 204: { description: 'Signed out' } },
})

export function signInRoutes(deps: AccessDeps): OpenAPIHono<AppEnv> {
  const { policy, clock, throttle, peerOf } = deps
  const routes = newRoutes()
  const publicUrl = policy.publicUrl?.href ?? null
  const method = policy.proxy ? 'proxy' : policy.guard ? 'token' : 'none'
  const cookie = {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    secure: policy.publicUrl?.protocol === 'https:',
  } as const

  routes.openapi(meRoute, (c) => {
    const actor = c.get('actor') || null
    if (actor === null) {
      throw new ProblemError({
        status: 401,
        code: 'sign-in-required',
        title: 'Sign in first',
        more: { method },
      })
    }
    c.header('cache-control', 'no-store')
    return c.json({ actor, method, publicUrl }, 200)
  })

  routes.openapi(signInRoute, (c) => {
    const { guard } = policy
    if (!guard) {
      throw new ProblemError({
        status: 404,
        code: 'no-sign-in',
        title: 'This server has no token to sign in with',
      })
    }
    const now = nowSeconds(clock)
    const peer = peerOf(c.env) ?? UNKNOWN_PEER
    if (!guard.matches(c.req.valid('json').token)) {
      const wait = throttle.refused(peer, now)
      if (wait > 0) return tooManyAttempts(wait) as never
      throw new ProblemError({
        status: 401,
        code: 'wrong-token',
        title: 'That is not the access token',
        detail: 'It is the value of CLUELINE_TOKEN, or was printed when the server made it.',
      })
    }
    setCookie(c, COOKIE_NAME, guard.issue(now), { ...cookie, maxAge: SIGN_IN_SECONDS })
    return c.json({ actor: 'token', method: 'token', publicUrl } as const, 200)
  })

  routes.openapi(signOutRoute, (c) => {
    deleteCookie(c, COOKIE_NAME, cookie)
    return c.body(null, 204)
  })
  return routes
}
