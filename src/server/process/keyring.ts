import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { TenantId } from '#protocol/ids.ts'
import { lastFour, type PhoneNumber } from '#protocol/phone-number.ts'
import type { Keyring, NumberKeys, RedactionRule, TenantKeys } from '../ports.ts'

/** Newest last; `version` is 1 to 255 and written in front of what the key sealed. */
export interface MasterKey {
  readonly version: number
  readonly secret: Uint8Array
}

/** A call centre dials the same numbers again within minutes; one entry is about 300 bytes. */
const MAX_CACHED_NUMBERS = 10_000
const NUMBER_KEY_HEX_CHARS = 16
const TAG_HEX_CHARS = 8
const IV_BYTES = 12
const AUTH_TAG_BYTES = 16

interface DerivedKeys {
  readonly version: number
  readonly number: Buffer
  readonly seal: Buffer
  readonly secret: Buffer
}

/** Keys of every tenant, derived (HKDF-SHA-256) from the master keys; nothing but those is ever written down. */
export function createKeyring(masters: readonly MasterKey[]): Keyring {
  if (masters.length === 0) throw new Error('a keyring needs at least one master key')
  const tenants = new Map<TenantId, TenantKeys>()
  return {
    of(tenant) {
      let keys = tenants.get(tenant)
      if (keys === undefined) {
        keys = tenantKeys(tenant, masters)
        tenants.set(tenant, keys)
      }
      return keys
    },
  }
}

function tenantKeys(tenant: TenantId, masters: readonly MasterKey[]): TenantKeys {
  const versions = masters.map((master) => derive(tenant, master))
  const newest = versions.at(-1) as DerivedKeys
  const cache = new Map<PhoneNumber, { readonly keys: NumberKeys; sealed?: string }>()
  const counts = { 'number-attribute': 0, 'number-text': 0, 'secret-attribute': 0, 'secret-text': 0 }

  const cached = (number: PhoneNumber) => {
    let entry = cache.get(number)
    if (entry === undefined) {
      if (cache.size >= MAX_CACHED_NUMBERS) cache.clear()
      entry = { keys: keysOf(newest, number) }
      cache.set(number, entry)
    }
    return entry
  }

  return {
    numberKeys: (number) => cached(number).keys,
    searchKeys: (number) => versions.map((version) => keysOf(version, number)),
    last4Keys: (last4) => versions.map((version) => last4Key(version, last4)),
    // The same text every time it is asked for again soon: the numbers' keys show that they are equal anyway.
    seal(number) {
      const entry = cached(number)
      entry.sealed ??= seal(tenant, newest, number)
      return entry.sealed
    },
    unseal: (sealed) => unseal(tenant, versions, sealed),
    secretTag: (secret) => hmac(newest.secret, secret).slice(0, TAG_HEX_CHARS),
    count(rule: RedactionRule) {
      counts[rule] += 1
    },
    counts: () => counts,
  }
}

function derive(tenant: TenantId, { version, secret }: MasterKey): DerivedKeys {
  const key = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', secret, '', `clueline:${purpose}:${tenant}`, 32))
  return { version, number: key('number'), seal: key('seal'), secret: key('secret') }
}

function keysOf(keys: DerivedKeys, number: PhoneNumber): NumberKeys {
  return {
    full: hmac(keys.number, `full:${number}`).slice(0, NUMBER_KEY_HEX_CHARS),
    last4: last4Key(keys, lastFour(number)),
  }
}

function last4Key(keys: DerivedKeys, last4: string): string {
  return hmac(keys.number, `last4:${last4}`).slice(0, NUMBER_KEY_HEX_CHARS)
}

function hmac(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('hex')
}

/** base64 of: version (1 byte), IV, authentication tag, ciphertext. The tenant is authenticated with it. */
function seal(tenant: TenantId, keys: DerivedKeys, text: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keys.seal, iv)
  cipher.setAAD(Buffer.from(tenant))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.from([keys.version]), iv, cipher.getAuthTag(), body]).toString('base64')
}

function unseal(tenant: TenantId, versions: readonly DerivedKeys[], sealed: string): PhoneNumber | undefined {
  const bytes = Buffer.from(sealed, 'base64')
  const keys = versions.find(({ version }) => version === bytes[0])
  if (keys === undefined || bytes.length <= 1 + IV_BYTES + AUTH_TAG_BYTES) return undefined
  const bodyStart = 1 + IV_BYTES + AUTH_TAG_BYTES
  const decipher = createDecipheriv('aes-256-gcm', keys.seal, bytes.subarray(1, 1 + IV_BYTES), {
    authTagLength: AUTH_TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(tenant))
  decipher.setAuthTag(bytes.subarray(1 + IV_BYTES, bodyStart))
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(bodyStart)), decipher.final()]).toString(
      'utf8',
    )
    return text as PhoneNumber
  } catch {
    return undefined
  }
}
