import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './env.ts'

/** @param nonce lets the style elements of one page through: react-aria inserts press styles. */
export function contentSecurityPolicy(nonce?: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${nonce ? ` 'nonce-${nonce}'` : ''}`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** On every answer, errors and uploads included: log content is hostile whatever address it comes from. */
export const securityHeaders = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  if (!c.res.headers.has('content-security-policy')) {
    c.header('content-security-policy', contentSecurityPolicy())
  }
  c.header('x-content-type-options', 'nosniff')
  c.header('referrer-policy', 'no-referrer')
  c.header('x-frame-options', 'DENY')
  c.header('cross-origin-opener-policy', 'same-origin')
  // Uploads answer pages of other origins; all else is ours alone.
  if (!c.req.path.startsWith('/v1/')) c.header('cross-origin-resource-policy', 'same-origin')
})
