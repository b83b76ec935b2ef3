import { findNumbers } from '#protocol/phone-number.ts'
import { attributeOf } from '#protocol/vocabulary/lookup.ts'
import { namesSecret } from './redact-secrets.ts'
import { addText, OFFSET_BASIS } from './text-checksum.ts'

/** What is known of an attribute by its name alone. */
export interface AttributeKey {
  readonly name: string
  readonly role: 'id' | 'number' | 'outbound' | 'secret' | 'text' | 'number-in-name'
  /** Checksum of the name, to which that of the value is added. */
  readonly hash: number
}

const MAX_REMEMBERED_KEYS = 10_000
const remembered = new Map<string, AttributeKey>()

export function attributeKey(name: string): AttributeKey {
  let key = remembered.get(name)
  if (key === undefined) {
    key = { name, role: roleOf(name), hash: addText(OFFSET_BASIS, name) }
    if (remembered.size >= MAX_REMEMBERED_KEYS) remembered.clear()
    remembered.set(name, key)
  }
  return key
}

function roleOf(name: string): AttributeKey['role'] {
  if (findNumbers(name).length > 0) return 'number-in-name'
  const definition = attributeOf(name)
  if (definition?.name === 'call.number') return 'outbound'
  if (definition?.sensitivity === 'number') return 'number'
  if (definition?.type === 'id') return 'id'
  return namesSecret(name) ? 'secret' : 'text'
}
