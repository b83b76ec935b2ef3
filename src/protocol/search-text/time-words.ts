import type { DurationMicros } from '../time.ts'
import { findAgo } from './ago-words.ts'
import { findClocks, type ClockWord, type FoundClock } from './clock-words.ts'
import { HOUR_IN_PART, type DayPart } from './day-part.ts'
import { findDays, type DayWord, type FoundDay } from './day-words.ts'
import { withoutOverlaps, type Span } from './spans.ts'
import { findZones } from './zone-words.ts'

/** A time as somebody names it: what was said, before anybody knows the day it was said on. */
export type TimeWords =
  | { readonly kind: 'ago'; readonly ago: DurationMicros }
  | {
      readonly kind: 'named'
      readonly day?: DayWord
      readonly clock?: ClockWord
      /** `10:00 to 10:30`: the other end, on the same day. */
      readonly until?: ClockWord
      /** IANA name or `UTC+08:00`, where one was said. */
      readonly zone?: string
    }

export type FoundTime = Span & { readonly time: TimeWords }

/** Between the day and the clock of one time. */
const BETWEEN = /^(?:[\s,，的]|at\b|on\b|in the\b|around\b|about\b|大约|大概|左右)*[(（]?$/i
const RANGE = /^\s*(?:-|–|—|~|～|到|至|to|till|until|and)\s*$/i
/** Said before or behind a time and no part of what else is looked for. */
const LEAD = /(?:(?<![A-Za-z])(?:at|on|around|about|since|before|after)\s+|大约|大概|于|在)$/i
const TAIL = /^(?:\s*(?:左右|前后|o'clock|的时候|时候|\)|）))/i

type Part = FoundDay | FoundClock | (Span & { readonly zone: string })

/** Times in a text, in order. What may be an id, a number or a version is left alone. */
export function findTimes(written: string): readonly FoundTime[] {
  const text = narrowDigits(written)
  const agos = findAgo(text)
  const parts = withoutOverlaps<Part>([...findDays(text), ...findClocks(text), ...findZones(text)])
  const named = joinParts(text, parts).map(({ start, end, ...time }): FoundTime => ({ start, end, time }))
  return withoutOverlaps([
    ...named,
    ...agos.map(({ start, end, ago }): FoundTime => ({ start, end, time: { kind: 'ago', ago } })),
  ]).map((found) => widened(text, found))
}

/** Full-width digits become ASCII, one for one, so that positions stay. */
function narrowDigits(text: string): string {
  return text.replace(/[\uFF10-\uFF19]/g, (it) => String.fromCharCode(it.charCodeAt(0) - 0xfe_e0))
}

type Named = Span & Extract<TimeWords, { kind: 'named' }>

/** Days, clocks and zones that stand beside each other are one time. */
function joinParts(text: string, parts: readonly Part[]): readonly Named[] {
  const joined: Named[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    const gap = last && text.slice(last.end, part.start)
    const next = last && gap !== undefined ? withPart(last, part, gap) : undefined
    if (next) joined[joined.length - 1] = next
    else joined.push({ kind: 'named', start: part.start, end: part.end, ...wordsOf(part) })
  }
  // A zone alone is no time.
  return joined.filter((it) => it.day !== undefined || it.clock !== undefined)
}

function wordsOf(part: Part): Partial<Pick<Named, 'day' | 'clock' | 'zone'>> {
  if ('zone' in part) return { zone: part.zone }
  if ('clock' in part) return { clock: part.clock }
  return { day: part.day, ...(part.part ? { clock: { kind: 'part', part: part.part } } : {}) }
}

function withPart(last: Named, part: Part, gap: string): Named | undefined {
  const end = part.end
  if ('clock' in part && last.clock !== undefined && last.until === undefined && RANGE.test(gap))
    return { ...last, end, until: part.clock }
  if (!BETWEEN.test(gap)) return undefined
  if ('zone' in part) return last.zone === undefined ? { ...last, end, zone: part.zone } : undefined
  if ('clock' in part) {
    const clock = last.clock === undefined ? part.clock : inPartOfDay(last.clock, part.clock)
    return clock && { ...last, end, clock }
  }
  if (last.day !== undefined) return undefined
  return { ...last, end, ...wordsOf(part), ...(last.clock ? { clock: last.clock } : {}) }
}

/** 昨晚 8 点: the part of the day says which eight o'clock. */
function inPartOfDay(first: ClockWord, second: ClockWord): ClockWord | undefined {
  const [part, clock] = first.kind === 'part' ? [first.part, second] : [partOf(second), first]
  if (part === undefined || clock.kind !== 'at') return undefined
  const hours = [...new Set(clock.hours.map((hour) => HOUR_IN_PART[part](hour)))].filter(
    (hour) => hour !== undefined,
  )
  return hours.length === 0 ? undefined : { ...clock, hours }
}

const partOf = (clock: ClockWord): DayPart | undefined => (clock.kind === 'part' ? clock.part : undefined)

function widened(text: string, found: FoundTime): FoundTime {
  const lead = LEAD.exec(text.slice(0, found.start))?.[0].length ?? 0
  const tail = TAIL.exec(text.slice(found.end))?.[0].length ?? 0
  return { ...found, start: found.start - lead, end: found.end + tail }
}
