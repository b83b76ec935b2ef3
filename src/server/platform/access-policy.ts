import type { AccessPolicy } from '../access/policy.ts'
import { createTokenGuard, tokenDigest } from '../access/token.ts'
import type { ServerConfig } from './config.ts'
import { keptToken } from './token-file.ts'

export interface ConfiguredAccess {
  readonly policy: AccessPolicy
  /** Set when a token was made now: nobody can learn it later. */
  readonly newToken?: string
}

export function configuredAccess({ token, proxy, publicUrl, data }: ServerConfig): ConfiguredAccess {
  const kept = token?.kind === 'generate' ? keptToken(data) : undefined
  const digest = token?.kind === 'given' ? tokenDigest(token.token) : kept?.digest
  const secret = proxy?.secret === undefined ? {} : { secretDigest: tokenDigest(proxy.secret) }
  const policy: AccessPolicy = {
    ...(digest === undefined ? {} : { guard: createTokenGuard(digest) }),
    ...(publicUrl ? { publicUrl } : {}),
    ...(proxy ? { proxy: { header: proxy.header, ...secret } } : {}),
  }
  return { policy, ...(kept?.token === undefined ? {} : { newToken: kept.token }) }
}
