import { err, ok, type Result } from '#protocol/result.ts'
import type { Problem } from '../http/problem.ts'
import { sameSecret, type TokenGuard } from './token.ts'

/** Proves that a request was made by our own page or CLI: no form or image of another site can set it. */
const CUSTOM_HEADER = 'x-clueline'
const PROXY_SECRET_HEADER = 'x-clueline-proxy-secret'
export const COOKIE_NAME = 'clueline_session'
/** Longer names of people are cut by nobody: such a header is refused. */
const MAX_ACTOR_CHARS = 128

export interface AccessPolicy {
  /** Absent: nobody signs in. */
  readonly guard?: TokenGuard
  /** A company's proxy has signed the person in and names them in this header (lower case). */
  readonly proxy?: { readonly header: string; readonly secretDigest?: string }
  /** The address that people use, when it is not the one we listen on. */
  readonly publicUrl?: URL
}

/** What of a request decides whether it is let in. Absent headers are undefined. */
export interface Approach {
  readonly method: string
  /** As the router sees it. */
  readonly path: string
  readonly peer: string | undefined
  readonly header: (name: string) => string | undefined
  readonly cookie: string | undefined
}

export interface Admission {
  /** Undefined: not signed in, on a path that is open to all. */
  readonly actor: string | undefined
  /** Set when the request carried a token, right or wrong: what the throttle counts. */
  readonly attempt?: 'right' | 'wrong'
}

export interface Refusal {
  readonly problem: Problem
  readonly attempt?: 'wrong'
}

const OPEN_PATHS: ReadonlySet<string> = new Set([
  '/api/health',
  '/api/me',
  '/api/openapi.json',
  '/api/sign-in',
  '/api/sign-out',
])
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])
const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])
const LOOPBACK_PEER = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/

const refuse = (status: 401 | 403, code: string, title: string, detail: string): Result<never, Refusal> =>
  err({ problem: { status, code, title, detail } })

/** Host name and port of a Host header, as URL would write them; undefined when it is none. */
function parseHost(host: string | undefined): URL | undefined {
  if (!host || /[\s/@?#\\]/.test(host)) return undefined
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined
}

/** Without a token, only a request that was meant for this machine may come in (DNS rebinding). */
function hostAllowed(policy: AccessPolicy, host: URL): boolean {
  if (policy.guard) return true
  // Any port: people forward ports, and the name alone is what an attacker's page cannot choose.
  return LOOPBACK_NAMES.has(host.hostname) || host.host === policy.publicUrl?.host
}

function originAllowed(policy: AccessPolicy, host: URL, origin: string): boolean {
  if (origin === policy.publicUrl?.origin) return true
  return URL.canParse(origin) && new URL(origin).host === host.host
}

function proxyActor(policy: AccessPolicy, approach: Approach): string | undefined {
  if (!policy.proxy) return undefined
  const name = approach.header(policy.proxy.header)?.trim()
  if (!name || name.length > MAX_ACTOR_CHARS) return undefined
  const { secretDigest } = policy.proxy
  const trusted = secretDigest
    ? sameSecret(approach.header(PROXY_SECRET_HEADER) ?? '', secretDigest)
    : LOOPBACK_PEER.test(approach.peer ?? '')
  return trusted ? name : undefined
}

function identify(policy: AccessPolicy, approach: Approach, nowSeconds: number): Admission {
  const actor = proxyActor(policy, approach)
  if (actor !== undefined) return { actor }
  if (policy.guard) {
    const bearer = /^Bearer +(\S+)$/i.exec(approach.header('authorization') ?? '')?.[1]
    if (bearer !== undefined) {
      return policy.guard.matches(bearer)
        ? { actor: 'token', attempt: 'right' }
        : { actor: undefined, attempt: 'wrong' }
    }
    if (approach.cookie && policy.guard.accepts(approach.cookie, nowSeconds)) return { actor: 'token' }
    return { actor: undefined }
  }
  return { actor: policy.proxy ? undefined : 'local' }
}

/**
 * Decides from the head of a request alone. Pages and files of the app are open to everyone who may reach the
 * host (they hold no data); uploads to `/v1/` prove themselves by their key; `/api/` needs an identity.
 */
export function admit(
  policy: AccessPolicy,
  approach: Approach,
  nowSeconds: number,
): Result<Admission, Refusal> {
  const host = parseHost(approach.header('host'))
  if (!host || !hostAllowed(policy, host)) {
    return refuse(
      403,
      'host-not-allowed',
      'This address is not one that the server answers to',
      'Open it as 127.0.0.1 or localhost, or set CLUELINE_PUBLIC_URL (or CLUELINE_TOKEN) and start again.',
    )
  }
  if (!approach.path.startsWith('/api/')) return ok({ actor: undefined })

  const origin = approach.header('origin')
  const site = approach.header('sec-fetch-site')
  if (
    (origin !== undefined && !originAllowed(policy, host, origin)) ||
    site === 'cross-site' ||
    site === 'same-site'
  ) {
    return refuse(
      403,
      'origin-not-allowed',
      'Another site may not use this interface',
      'Only pages of this server may; behind a proxy set CLUELINE_PUBLIC_URL to the address people see.',
    )
  }
  if (!SAFE_METHODS.has(approach.method) && approach.header(CUSTOM_HEADER) === undefined) {
    return refuse(
      403,
      'header-required',
      'A request that changes something needs a custom header',
      `Send the header "${CUSTOM_HEADER}: 1". It keeps forms of other sites out.`,
    )
  }
  const admission = identify(policy, approach, nowSeconds)
  if (admission.actor !== undefined || OPEN_PATHS.has(approach.path)) return ok(admission)
  const detail = policy.guard
    ? 'Sign in with the access token, or send it as "Authorization: Bearer …" (the CLI reads CLUELINE_TOKEN).'
    : 'Come by the address of your company’s proxy, which signs you in.'
  const problem: Problem = { status: 401, code: 'sign-in-required', title: 'Sign in first', detail }
  return err({ problem, ...(admission.attempt === 'wrong' ? { attempt: 'wrong' as const } : {}) })
}
