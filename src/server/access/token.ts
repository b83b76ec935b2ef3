import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** 16 characters of a human's choice are too many to try over a throttled sign-in. */
export const MIN_TOKEN_CHARS = 16
const GENERATED_TOKEN_BYTES = 24
/** A working week and a weekend; afterwards one signs in again. */
export const SIGN_IN_SECONDS = 7 * 86_400

/** Checks tokens and signs what a browser keeps. Holds no token in the clear. */
export interface TokenGuard {
  matches(candidate: string): boolean
  /** A cookie value that says "signed in" until `SIGN_IN_SECONDS` after `nowSeconds`. Ends with the token. */
  issue(nowSeconds: number): string
  accepts(cookie: string, nowSeconds: number): boolean
}

export const generateToken = (): string => randomBytes(GENERATED_TOKEN_BYTES).toString('base64url')

/** SHA-256, hex: what may be kept on disk in place of the token. */
export const tokenDigest = (token: string): string => createHash('sha256').update(token, 'utf8').digest('hex')

/** Hashes both sides, so that neither length nor content shows in the time it takes. */
export function sameSecret(candidate: string, digest: string): boolean {
  return timingSafeEqual(Buffer.from(tokenDigest(candidate), 'hex'), Buffer.from(digest, 'hex'))
}

/** @param digest `tokenDigest` of the token. */
export function createTokenGuard(digest: string): TokenGuard {
  const key = createHmac('sha256', 'clueline sign-in v1').update(digest).digest()
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url')
  return {
    matches: (candidate) => sameSecret(candidate, digest),
    issue: (nowSeconds) => {
      const claim = `1.${Math.floor(nowSeconds) + SIGN_IN_SECONDS}.${randomBytes(9).toString('base64url')}`
      return `${claim}.${sign(claim)}`
    },
    accepts: (cookie, nowSeconds) => {
      const cut = cookie.lastIndexOf('.')
      if (cut < 0) return false
      const claim = cookie.slice(0, cut)
      if (!sameSecret(cookie.slice(cut + 1), tokenDigest(sign(claim)))) return false
      return Number(claim.split('.')[1]) > nowSeconds
    },
  }
}
