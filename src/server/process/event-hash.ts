import type { RecordedEvent } from '#protocol/event.ts'
import { addNumber, addText, mix, OFFSET_BASIS } from './text-checksum.ts'

/**
 * 32-bit checksum of the event, the same for every re-send and every order of attributes. `redacted` is the event after
 * numbers and secrets were taken out, never before: a number has so few digits that a checksum over it would give it
 * away. Tokens count without their keyed part, so a key rotation makes no conflicts.
 * This is the definition; `prepareEvent` computes the same on its way where nothing has to be taken out.
 */
export function eventHash(redacted: RecordedEvent): number {
  const { source, attrs } = redacted
  let hash = addNumber(OFFSET_BASIS, redacted.time)
  hash = addNumber(hash, redacted.mono)
  hash = addNumber(hash, redacted.epoch)
  hash = addText(hash, redacted.category)
  hash = addText(hash, redacted.form)
  hash = addText(hash, redacted.level)
  hash = addText(hash, redacted.name)
  hash = addText(hash, redacted.phase)
  hash = addText(hash, redacted.callid ?? '')
  hash = addText(hash, redacted.label ?? '')
  hash = addText(hash, redacted.span ?? '')
  hash = addText(hash, redacted.message ?? '')
  hash = addText(hash, redacted.payload ?? '')
  hash = addText(hash, source?.id ?? '')
  hash = addText(hash, source?.type ?? '')
  hash = addText(hash, source?.parent ?? '')
  hash = addText(hash, source?.name ?? '')
  let sum = 0
  // A sum, so that no order has to be made first.
  for (const key of Object.keys(attrs))
    sum = (sum + mix(addText(addText(OFFSET_BASIS, key), attrs[key] ?? ''))) | 0
  return mix(addNumber(hash, sum)) >>> 0
}
