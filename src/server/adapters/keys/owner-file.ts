import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'

const OWNER_ONLY = 0o600

/** Whole or not at all, for its owner only: written beside, made durable, then renamed over. */
export function writeOwnerFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const draft = join(dirname(path), `.${randomBytes(6).toString('hex')}.draft`)
  const file = openSync(draft, 'wx', OWNER_ONLY)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  chmodSync(draft, OWNER_ONLY)
  renameSync(draft, path)
}
