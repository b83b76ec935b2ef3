import { randomBytes } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import type { MasterKey } from '../../process/keyring.ts'
import { writeOwnerFile } from './owner-file.ts'

const SECRET_BYTES = 32
/** A sealed number carries its key version in one byte. */
const MAX_VERSION = 255
/** One line for each key version, oldest first: `<version> <64 hex digits>`. */
const LINE = /^(\d{1,3}) ([0-9a-f]{64})$/

/** What is wrong with the key file, for the person who starts the server. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError'
}

/**
 * Master keys of a data directory, oldest first; makes the file with one key if there is none.
 * Throws `KeyFileError` when others may read the file or it is damaged: stored numbers cannot be found without it,
 * so it is never replaced by a new one.
 */
export function loadMasterKeys(path: string): readonly MasterKey[] {
  const text = readIfThere(path)
  if (text === undefined) {
    const first = { version: 1, secret: randomBytes(SECRET_BYTES) }
    store(path, [first])
    return [first]
  }
  refuseIfOthersCanRead(path)
  const keys = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => readLine(path, line))
  if (keys.length === 0) throw damaged(path, 'it holds no key')
  keys.forEach((key, index) => {
    if (key.version !== index + 1) throw damaged(path, `version ${index + 1} is missing`)
  })
  return keys
}

/** Adds a key version. What is stored stays findable and readable under the older ones. Takes effect at next load. */
export function rotateMasterKey(path: string): readonly MasterKey[] {
  const keys = loadMasterKeys(path)
  const version = keys.length + 1
  if (version > MAX_VERSION)
    throw new KeyFileError(`${path} has had ${MAX_VERSION} keys, and there cannot be more.`)
  const rotated = [...keys, { version, secret: randomBytes(SECRET_BYTES) }]
  store(path, rotated)
  return rotated
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function refuseIfOthersCanRead(path: string): void {
  const mode = statSync(path).mode & 0o777
  if ((mode & 0o077) === 0) return
  throw new KeyFileError(
    `${path} holds the keys of all stored phone numbers, and others can read it (mode ${mode.toString(8)}). ` +
      `Run: chmod 600 ${path}`,
  )
}

function readLine(path: string, line: string): MasterKey {
  const [, version, hex] = LINE.exec(line) ?? []
  if (version === undefined || hex === undefined) throw damaged(path, 'a line of it is no key')
  return { version: Number(version), secret: Buffer.from(hex, 'hex') }
}

function damaged(path: string, why: string): KeyFileError {
  return new KeyFileError(
    `${path} is damaged: ${why}. Restore it from a backup; without it no stored number is found.`,
  )
}

function store(path: string, keys: readonly MasterKey[]): void {
  const lines = keys.map(({ version, secret }) => `${version} ${Buffer.from(secret).toString('hex')}\n`)
  writeOwnerFile(path, `# Keys of the stored phone numbers. Keep a copy; never share it.\n${lines.join('')}`)
}
