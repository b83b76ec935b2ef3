import { createHash, randomBytes } from 'node:crypto'
import type { TenantId } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import type { IngestKey } from '../ingest/ingest-keys.ts'

/** An ingest key that was made in the viewer. The key itself is shown once and never kept. */
export interface StoredKey {
  readonly id: string
  readonly name: string
  /** SHA-256 of the key, hex. */
  readonly digest: string
  /** Its first characters, to tell keys apart. */
  readonly hint: string
  readonly tenant: TenantId
  readonly origins: readonly string[]
  readonly created: Micros
}

/** What is set while the server runs. The environment comes before it. */
export interface Settings {
  /** Absent: live logs are kept. */
  readonly retentionDays?: number
  readonly keys: readonly StoredKey[]
}

export const NO_SETTINGS: Settings = { keys: [] }

export interface SettingsStore {
  current(): Settings
  /** Durable when it returns. */
  save(settings: Settings): void
}

/** A page carries it, so it is short; 120 bits cannot be guessed. */
const KEY_BYTES = 15
const HINT_CHARS = 8
/** More keys than pages a company has. */
export const MAX_STORED_KEYS = 200

interface NewKey {
  readonly name: string
  readonly tenant: TenantId
  readonly origins: readonly string[]
  readonly created: Micros
}

/** The key in clear, and what is kept of it. */
export function makeKey(wanted: NewKey): { readonly key: string; readonly stored: StoredKey } {
  const key = `pk_${randomBytes(KEY_BYTES).toString('base64url')}`
  const id = randomBytes(6).toString('hex')
  return { key, stored: { ...wanted, id, digest: keyDigest(key), hint: key.slice(0, HINT_CHARS) } }
}

export function keyDigest(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

/** How the interface knows a stored key; undefined = nobody made it. */
export function findStoredKey(settings: Settings, key: string): IngestKey | undefined {
  if (settings.keys.length === 0) return undefined
  const digest = keyDigest(key)
  const stored = settings.keys.find((it) => it.digest === digest)
  return stored && { key, tenant: stored.tenant, origins: stored.origins }
}
