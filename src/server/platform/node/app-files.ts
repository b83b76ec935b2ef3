import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Asset, Assets } from '../../http/assets.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.ndjson': 'application/x-ndjson',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}
/** What compresses already, or is too small to gain a packet. */
const COMPRESSIBLE = /^(text\/|application\/|image\/svg)/
const MIN_GZIP_BYTES = 1_024

/** Reads the built app into memory: about a megabyte, and no path of a request ever meets the file system. */
export function readAppFiles(root: string): Assets {
  if (!existsSync(root)) return new Map()
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((it) => it.isFile())
  return new Map(
    files.map((it) => {
      const path = join(it.parentPath, it.name)
      return [path.slice(root.length).split(sep).join('/'), readAsset(path)]
    }),
  )
}

function readAsset(path: string): Asset {
  const body = new Uint8Array(readFileSync(path))
  const type = TYPES[extname(path)] ?? 'application/octet-stream'
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  if (!COMPRESSIBLE.test(type) || body.length < MIN_GZIP_BYTES) return { body, type, etag }
  return { body, type, etag, gzip: new Uint8Array(gzipSync(body)) }
}
