import type { Context } from 'hono'
import { randomBytes } from 'node:crypto'
import type { AppEnv } from './env.ts'
import { problemResponse } from './problem.ts'
import { contentSecurityPolicy } from './security-headers.ts'

export interface Asset {
  readonly body: Uint8Array<ArrayBuffer>
  readonly gzip?: Uint8Array<ArrayBuffer>
  readonly type: string
  /** Quoted, as HTTP writes it. */
  readonly etag: string
}

/** The built app, by path from its root (`/index.html`). Looked up by name only, so no path can climb out. */
export type Assets = ReadonlyMap<string, Asset>

/** File names under here carry a hash of their content. */
const HASHED = '/assets/'
/** Stands in `index.html` where a nonce must go. */
const NONCE_MARK = '__CSP_NONCE__'
const NONCE_BYTES = 16

const notBuilt = () =>
  problemResponse({
    status: 404,
    code: 'app-not-built',
    title: 'The viewer has not been built',
    detail: 'Run "npm run build", or start with "npm start", which builds what is missing.',
  })

function page(c: Context<AppEnv>, index: Asset): Response {
  c.header('content-type', index.type)
  c.header('cache-control', 'no-cache')
  const html = new TextDecoder().decode(index.body)
  if (!html.includes(NONCE_MARK)) return c.body(html)
  const nonce = randomBytes(NONCE_BYTES).toString('base64')
  c.header('content-security-policy', contentSecurityPolicy(nonce))
  return c.body(html.replaceAll(NONCE_MARK, nonce))
}

function file(c: Context<AppEnv>, path: string, asset: Asset): Response {
  c.header('etag', asset.etag)
  c.header('vary', 'accept-encoding')
  c.header('cache-control', path.startsWith(HASHED) ? 'public, max-age=31536000, immutable' : 'no-cache')
  if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304)
  c.header('content-type', asset.type)
  if (asset.gzip && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) {
    c.header('content-encoding', 'gzip')
    return c.body(asset.gzip)
  }
  return c.body(asset.body)
}

/** Files of the app, and its page for every other address that a browser opens: the app's own router reads it. */
export function serveAssets(c: Context<AppEnv>, assets: Assets): Response | undefined {
  const { method, path } = c.req
  if (method !== 'GET' && method !== 'HEAD') return undefined
  if (/^\/(api|v1)(\/|$)/.test(path) || (path.startsWith(HASHED) && !assets.has(path))) return undefined
  const asset = assets.get(path)
  if (asset && path !== '/index.html') return file(c, path, asset)
  const index = assets.get('/index.html')
  return index ? page(c, index) : notBuilt()
}
