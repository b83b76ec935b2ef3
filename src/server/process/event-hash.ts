import type { RecordedEvent } from '#protocol/event.ts'

/** FNV-1a, 32 bit, over UTF-16 units; the constants are its own. */
const OFFSET_BASIS = 0x81_1c_9d_c5
const PRIME = 0x01_00_01_93
/** After every field, so that `ab` + `c` differs from `a` + `bc`; no field can hold it, as units have 16 bits. */
const FIELD_END = 0x1_00_00
const OPEN_BRACKET = 0x5b
/** A token without the part that a key rotation changes. */
const TOKEN = /(\[tel:[+\d*]{6,11}|\[secret):[0-9a-f]{8}\]/y

/**
 * 32-bit checksum of the event, the same for every re-send and every order of attributes. `redacted` is the event after
 * numbers and secrets were taken out, never before: a number has so few digits that a checksum over it would give it
 * away. Tokens count without their keyed part, so a key rotation makes no conflicts.
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

function addText(start: number, text: string): number {
  let hash = start
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === OPEN_BRACKET) {
      TOKEN.lastIndex = i
      const token = TOKEN.exec(text)
      if (token) {
        hash = addText(hash, (token[1] ?? '').slice(1))
        i += token[0].length - 1
        continue
      }
    }
    hash = Math.imul(hash ^ unit, PRIME)
  }
  return Math.imul(hash ^ FIELD_END, PRIME)
}

/** All 53 bits of it. */
function addNumber(hash: number, value: number): number {
  const low = Math.imul(hash ^ (value | 0), PRIME)
  return Math.imul(low ^ Math.floor(value / 0x1_00_00_00_00), PRIME)
}

/** Spreads every bit over all others (the finish of MurmurHash3), as FNV is weak in its low bits. */
function mix(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35)
  return hash ^ (hash >>> 16)
}
