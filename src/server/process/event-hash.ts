import { crc32 } from 'node:zlib'
import type { RecordedEvent } from '#protocol/event.ts'

/** Cannot be in a well-formed field name, rare in text: keeps `a|b` and `ab|` apart. */
const UNIT = '\u001F'

/** Tokens without the part that a key rotation changes. */
const KEYED_PART = /(\[tel:[+\d*]{6,11}|\[secret):[0-9a-f]{8}\]/g

/**
 * 32-bit checksum of the event, equal for every re-send of it. `redacted` is the event after numbers and secrets
 * were taken out, never before: a number has so few digits that a checksum over it would give it away.
 * Tokens count without their keyed part, so a key rotation makes no conflicts.
 */
export function eventHash(redacted: RecordedEvent): number {
  let text =
    `${redacted.time}${UNIT}${redacted.mono}${UNIT}${redacted.epoch}${UNIT}${redacted.category}${UNIT}${redacted.form}` +
    `${UNIT}${redacted.level}${UNIT}${redacted.name}${UNIT}${redacted.phase}${UNIT}${redacted.callid ?? ''}` +
    `${UNIT}${redacted.label ?? ''}${UNIT}${redacted.span ?? ''}${UNIT}${redacted.message ?? ''}${UNIT}`
  const { source, attrs, payload } = redacted
  if (source)
    text += `${source.id}${UNIT}${source.type}${UNIT}${source.parent ?? ''}${UNIT}${source.name ?? ''}`
  for (const key of Object.keys(attrs).sort()) text += `${UNIT}${key}${UNIT}${attrs[key]}`
  if (payload !== undefined) text += UNIT + UNIT + payload
  const hasTokens = text.includes('[tel:') || text.includes('[secret:')
  return crc32(hasTokens ? text.replace(KEYED_PART, '$1]') : text)
}
