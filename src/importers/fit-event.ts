import {
  CUT_MARK,
  MAX_ATTRIBUTE_KEY_CHARS,
  MAX_ATTRIBUTE_VALUE_CHARS,
  MAX_ATTRIBUTES,
  MAX_EVENT_BYTES,
  MAX_MESSAGE_CHARS,
} from '#protocol/limits.ts'
import { TRUNCATED_ATTRIBUTES, TRUNCATED_BYTES } from '#protocol/read-attributes.ts'
import { cutText, utf8Bytes, wellFormed } from '#protocol/well-formed.ts'

/** All attributes of one event together; what is left of an event belongs to message and payload. */
const MAX_ATTRIBUTES_CHARS = 24 * 1024
/** Room for names, ids and marks beside message, attributes and payload. */
const RESERVED_BYTES = 8 * 1024

/** Attributes in the making, within limits. Without a prototype, so that `__proto__` is only a key. */
export interface FittedAttributes {
  readonly map: Record<string, string>
  chars: number
  kept: number
  left: number
  bytesCut: number
}

export function fittedAttributes(): FittedAttributes {
  return { map: Object.create(null) as Record<string, string>, chars: 0, kept: 0, left: 0, bytesCut: 0 }
}

export function addAttribute(attrs: FittedAttributes, key: string, value: string): void {
  const chars = key.length + value.length
  if (attrs.kept >= MAX_ATTRIBUTES || key.length > MAX_ATTRIBUTE_KEY_CHARS || key === '') {
    attrs.left++
    return
  }
  const room = Math.min(MAX_ATTRIBUTE_VALUE_CHARS, MAX_ATTRIBUTES_CHARS - attrs.chars - key.length)
  if (value.length <= room) {
    attrs.map[wellFormed(key)] = wellFormed(value)
    attrs.chars += chars
    attrs.kept++
    return
  }
  if (room < CUT_MARK.length) {
    attrs.left++
    return
  }
  const kept = cutText(value, room - CUT_MARK.length)
  // What is gone is counted in characters where counting bytes of megabytes would only cost time.
  attrs.bytesCut +=
    value.length > MAX_EVENT_BYTES ? value.length - kept.length : utf8Bytes(value) - utf8Bytes(kept)
  attrs.map[wellFormed(key)] = wellFormed(kept) + CUT_MARK
  attrs.chars += key.length + room
  attrs.kept++
}

export interface FittedTexts {
  readonly attrs: Readonly<Record<string, string>>
  readonly message: string | undefined
  readonly payload: string | undefined
  /** Something did not fit and carries a mark. */
  readonly cut: boolean
}

/**
 * Cuts an event's texts so that the event stays within `MAX_EVENT_BYTES`, and leaves the marks:
 * `CUT_MARK` where a text ends early, `truncated_bytes` and `truncated_attributes` for how much went.
 */
export function fitTexts(
  attrs: FittedAttributes,
  message: string | undefined,
  payload: string | undefined,
): FittedTexts {
  let { bytesCut } = attrs
  let fittedMessage = message
  if (message !== undefined && message.length > MAX_MESSAGE_CHARS) {
    const kept = cutText(message, MAX_MESSAGE_CHARS - CUT_MARK.length)
    bytesCut += message.length - kept.length
    fittedMessage = kept + CUT_MARK
  }
  const otherChars = attrs.chars + (fittedMessage?.length ?? 0)
  let fittedPayload = payload
  if (payload !== undefined && (payload.length + otherChars) * 3 > MAX_EVENT_BYTES - RESERVED_BYTES) {
    const room = MAX_EVENT_BYTES - RESERVED_BYTES - otherChars * 3
    const bytes = utf8Bytes(payload)
    if (bytes > room) {
      // A character takes at most three bytes for each UTF-16 unit; ASCII takes one.
      const chars = bytes === payload.length ? room : Math.floor(room / 3)
      const kept = cutText(payload, Math.max(0, chars - CUT_MARK.length))
      bytesCut += bytes - utf8Bytes(kept)
      fittedPayload = kept + CUT_MARK
    }
  }
  if (bytesCut > 0) attrs.map[TRUNCATED_BYTES] = String(bytesCut)
  if (attrs.left > 0) attrs.map[TRUNCATED_ATTRIBUTES] = String(attrs.left)
  return {
    attrs: attrs.map,
    cut: bytesCut > 0 || attrs.left > 0,
    message: fittedMessage === undefined || fittedMessage === '' ? undefined : wellFormed(fittedMessage),
    payload: fittedPayload === undefined ? undefined : wellFormed(fittedPayload),
  }
}
