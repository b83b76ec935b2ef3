import { MAX_ID_CHARS } from '#protocol/limits.ts'
import { wellFormed } from '#protocol/well-formed.ts'

/** Narrowing of what JSON.parse gave. */

export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The member as an object, or an empty one: own members only, so that `__proto__` means nothing. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** A number, or a string that is one in plain decimal digits. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'string' || !/^-?\d{1,20}(?:\.\d{1,9})?$/.test(value)) return undefined
  return Number(value)
}

/** An id as text: foreign 64-bit ids come as strings, small ones as numbers. Undefined for what cannot be one. */
export function idOf(value: unknown): string | undefined {
  if (typeof value === 'string')
    return value === '' || value.length > MAX_ID_CHARS ? undefined : wellFormed(value)
  return Number.isSafeInteger(value) ? String(value) : undefined
}
