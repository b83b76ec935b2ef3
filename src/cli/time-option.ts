import { MICROS_PER_MILLI, MICROS_PER_SECOND } from '#protocol/time.ts'
import { WrongUsage } from './failure.ts'

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 }
const RELATIVE = /^now(?:([+-])(\d{1,9})([smhdw]))?$/

/**
 * `now`, `now-15m` (s, m, h, d, w) become microseconds since 1970; every other form is the server's to read.
 * @param nowMillis the moment that `now` means.
 */
export function timeOption(name: string, text: string | undefined, nowMillis: number): string | undefined {
  if (text === undefined || !text.startsWith('now')) return text
  const [, sign, amount, unit] = RELATIVE.exec(text) ?? []
  if (!RELATIVE.test(text)) throw new WrongUsage(`--${name}: "${text}" is no time. Write it like now-15m.`)
  const seconds = Number(amount ?? 0) * (UNIT_SECONDS[unit ?? 's'] ?? 1)
  const micros = nowMillis * MICROS_PER_MILLI + (sign === '-' ? -1 : 1) * seconds * MICROS_PER_SECOND
  return String(micros)
}
