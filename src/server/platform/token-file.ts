import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateToken, tokenDigest } from '../access/token.ts'

const FILE = 'access-token.sha256'

export interface KeptToken {
  readonly digest: string
  /** Only when it was made now: nobody can read it again. */
  readonly token?: string
}

/** The token of an earlier start, or a new one. Only its digest is kept; delete the file to get another token. */
export function keptToken(dataDirectory: string): KeptToken {
  const path = join(dataDirectory, FILE)
  try {
    const digest = readFileSync(path, 'utf8').trim()
    if (/^[0-9a-f]{64}$/.test(digest)) return { digest }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const token = generateToken()
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 })
  writeFileSync(path, `${tokenDigest(token)}\n`, { mode: 0o600 })
  return { digest: tokenDigest(token), token }
}
