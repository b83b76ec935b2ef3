import { SESSION_FIELDS, type SessionField, type SessionRecord } from '#protocol/session.ts'
import type { TenantKeys } from '../ports.ts'
import { redactText } from './prepare-event.ts'
import type { FoundNumbers } from './redact-numbers.ts'
import { namesSecret, redactSecretValue } from './redact-secrets.ts'
import { withUserAgent } from './user-agent.ts'

/** What a version or an address of a browser is made of looks like numbers and is none. */
const UNTOUCHED: ReadonlySet<SessionField> = new Set([
  'userAgent',
  'browser',
  'browserVersion',
  'os',
  'osVersion',
])

/** Makes a session record ready to be stored: browser and system filled in, numbers and secrets taken out. */
export function prepareRecord(record: SessionRecord, keys: TenantKeys, userAgent?: string): SessionRecord {
  const found: FoundNumbers = { keys: [], spellings: [] }
  const whole = withUserAgent(record, userAgent)
  const prepared: { -readonly [Key in keyof SessionRecord]: SessionRecord[Key] } = { ...whole }
  for (const field of SESSION_FIELDS) {
    const text = whole[field]
    if (text !== undefined && !UNTOUCHED.has(field)) prepared[field] = redactText(text, keys, found)
  }
  if (whole.custom === undefined) return prepared
  const custom = Object.create(null) as Record<string, string>
  for (const [key, value] of Object.entries(whole.custom)) {
    const name = redactText(key, keys, found)
    custom[name] = namesSecret(key) ? redactSecretValue(value, keys) : redactText(value, keys, found)
  }
  prepared.custom = custom
  return prepared
}
