import { civilIn } from '#protocol/search-text/zone-offset.ts'
import type { TimeWindow } from '#protocol/search-text/time-window.ts'
import type { Micros } from '#protocol/time.ts'

interface Seen {
  readonly firstTs: number
  readonly lastTs: number
}

/** Those of one day, by when they began. */
export interface DayGroup<Item> {
  /** `2021-12-27` in the reader's zone. */
  readonly day: string
  readonly ts: Micros
  readonly items: readonly Item[]
}

export interface GroupedFound<Item> {
  /** At the time that was asked for. */
  readonly within: readonly DayGroup<Item>[]
  /** At other times, nearest first; everything where no time was asked for. */
  readonly others: readonly DayGroup<Item>[]
}

export function isWithin({ firstTs, lastTs }: Seen, windows: readonly TimeWindow[]): boolean {
  return windows.some(({ from, to }) => lastTs >= from && firstTs < to)
}

const two = (value: number) => String(value).padStart(2, '0')

export function dayIn(zone: string, ts: Micros): string {
  const { year, month, day } = civilIn(zone, ts)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

/** Keeps the order in which they come: days as their first, and within a day as they are. */
export function groupFound<Item extends Seen>(
  items: readonly Item[],
  windows: readonly TimeWindow[],
  zone: string,
): GroupedFound<Item> {
  return {
    within: byDay(
      items.filter((it) => isWithin(it, windows)),
      zone,
    ),
    others: byDay(
      items.filter((it) => !isWithin(it, windows)),
      zone,
    ),
  }
}

function byDay<Item extends Seen>(items: readonly Item[], zone: string): readonly DayGroup<Item>[] {
  const days = new Map<string, Item[]>()
  for (const item of items) {
    const day = dayIn(zone, item.firstTs as Micros)
    const known = days.get(day)
    if (known) known.push(item)
    else days.set(day, [item])
  }
  return [...days].map(([day, of]) => ({ day, ts: (of[0]?.firstTs ?? 0) as Micros, items: of }))
}
