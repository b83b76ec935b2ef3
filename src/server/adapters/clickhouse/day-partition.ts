import { isKind } from '#protocol/kind.ts'
import type { Kind } from '#protocol/kind.ts'
import type { Micros } from '#protocol/time.ts'

/** One partition of `events` and of every derived table. */
export interface DayPartition {
  readonly kind: Kind
  /** UTC day as YYYYMMDD, as `toYYYYMMDD(ts)` gives it. */
  readonly day: number
}

export const partitionKey = ({ kind, day }: DayPartition) => `${kind}/${day}`

export function dayOf(ts: Micros): number {
  const date = new Date(Math.floor(ts / 1_000))
  return date.getUTCFullYear() * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate()
}

function checked({ kind, day }: DayPartition): DayPartition {
  // Partition expressions cannot be bound as parameters, so what goes into them is checked here.
  if (!isKind(kind) || !Number.isSafeInteger(day) || day < 1900_01_01 || day > 2299_12_31)
    throw new RangeError(`not a day partition: ${kind}/${day}`)
  return { kind, day }
}

/** As `PARTITION …` of an ALTER of `events`. */
export function eventsPartition(partition: DayPartition): string {
  const { kind, day } = checked(partition)
  return `('${kind}', ${day})`
}

/** As `PARTITION …` of an ALTER of a derived table. */
export function derivedPartition(partition: DayPartition): string {
  const { kind, day } = checked(partition)
  const text = String(day)
  return `('${kind}', '${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}')`
}
