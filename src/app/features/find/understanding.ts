import { printQuery } from '#protocol/query-lang/print.ts'
import { cutOut, readSearchText, safeSearchText, type SearchText } from '#protocol/search-text/search-text.ts'
import { namesDay, timeWindows, type TimeWindow } from '#protocol/search-text/time-window.ts'
import type { FoundTime } from '#protocol/search-text/time-words.ts'
import type { Micros } from '#protocol/time.ts'

interface UnderstoodTime {
  readonly found: FoundTime
  readonly windows: readonly TimeWindow[]
  /** In which it was read. */
  readonly zone: string
  /** False: it is only the last time that clocks showed this. */
  readonly namesDay: boolean
}

/** What a text means to its reader, here and now. */
export interface Understanding {
  readonly read: SearchText
  readonly times: readonly UnderstoodTime[]
  readonly windows: readonly TimeWindow[]
  /** What the server is asked to look up: the text without its times; empty where it names nothing. */
  readonly lookup: string
  /** The words that may stand in the log, as a query; empty where there are none. Never holds a number. */
  readonly logQuery: string
}

/** Fewer characters are no word to look for. */
const MIN_WORD_CHARS = 2
/** Of a pasted sentence; all of them must stand in one event. */
const MAX_WORDS = 8

export function understand(text: string, now: Micros, zone: string): Understanding {
  const read = readSearchText(text)
  const times = read.times.map((found): UnderstoodTime => ({
    found,
    windows: timeWindows(found.time, { now, zone }),
    zone: (found.time.kind === 'named' ? found.time.zone : undefined) ?? zone,
    namesDay: namesDay(found.time),
  }))
  const namesSomething = read.numbers.length > 0 || /[\p{L}\p{N}]{2}/u.test(read.rest)
  return {
    read,
    times,
    windows: times.flatMap((it) => it.windows),
    lookup: namesSomething ? cutOut(text, read.times) : '',
    logQuery: wordsQuery(read.rest),
  }
}

function wordsQuery(rest: string): string {
  const words = rest
    .split(/[\s,，。；;!！?？]+/)
    .filter((word) => word.length >= MIN_WORD_CHARS)
    .slice(0, MAX_WORDS)
  const nowhere = { start: 0, end: 0 }
  const nodes = words.map((text) => ({
    kind: 'word' as const,
    ...nowhere,
    value: { kind: 'text' as const, text, ...nowhere },
  }))
  const [only] = nodes
  if (!only) return ''
  return printQuery(nodes.length === 1 ? only : { kind: 'and', ...nowhere, items: nodes })
}

/** The text may stand in an address: it names no number, in whatever form. */
export function mayBeInAddress({ numbers }: SearchText): boolean {
  return numbers.length === 0
}

/** As it may be remembered: numbers masked, or undefined where that leaves nothing to look up. */
export function rememberable(read: SearchText): string | undefined {
  const safe = safeSearchText(read)?.trim()
  return safe === '' ? undefined : safe
}

/** Without one of the things that were understood. */
export function without(
  { text }: SearchText,
  span: { readonly start: number; readonly end: number },
): string {
  return cutOut(text, [span])
}

/** The same text with a day (`2021-12-27`) before a time that named none. */
export function onDay({ text }: SearchText, time: { readonly start: number }, day: string): string {
  return `${text.slice(0, time.start)} ${day} ${text.slice(time.start)}`.replace(/\s+/g, ' ').trim()
}
