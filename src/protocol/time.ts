import type { Brand } from './brand.ts'

/** Microseconds since the Unix epoch. Integers; exact in a double until the year 2255. */
export type Micros = Brand<number, 'Micros'>
/** Microseconds of a monotonic clock with an arbitrary start. */
export type MonoMicros = Brand<number, 'MonoMicros'>
/** A length of time in microseconds. */
export type DurationMicros = Brand<number, 'DurationMicros'>

export const MICROS_PER_MILLI = 1_000
export const MICROS_PER_SECOND = 1_000_000
export const MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND

/** The store's DateTime64(6) holds 1900-01-01 to 2299-12-31; we keep to what a double holds exactly. */
export const MIN_MICROS = -2_208_988_800_000_000 as Micros
export const MAX_MICROS = 9_007_199_254_740_991 as Micros

export function isMicros(value: unknown): value is Micros {
  return Number.isSafeInteger(value) && (value as number) >= MIN_MICROS && (value as number) <= MAX_MICROS
}

export function microsFromMillis(millis: number): Micros {
  return Math.round(millis * MICROS_PER_MILLI) as Micros
}
