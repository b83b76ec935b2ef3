import { findNumberWords, type FoundNumber } from './number-words.ts'
import { withoutOverlaps } from './spans.ts'
import { findTimes, type FoundTime } from './time-words.ts'

/** What is understood of a text that somebody typed or pasted to find something. */
export interface SearchText {
  readonly text: string
  /** In order, without overlaps among both. */
  readonly numbers: readonly FoundNumber[]
  readonly times: readonly FoundTime[]
  /** What is left of the text: names, ids, and what the client said. */
  readonly rest: string
}

/** More times than a sentence has. */
const MAX_TIMES = 3

/** Takes numbers and times out of a text. Total: of any text, however odd, something is left or understood. */
export function readSearchText(text: string): SearchText {
  const times = findTimes(text)
  const whole = times.find((it) => text.slice(0, it.start).trim() === '' && text.slice(it.end).trim() === '')
  // `2021-12-27` alone is a day, though its digits might be dialled.
  const numbers = whole ? [] : numbersOf(text, times)
  const spans = withoutOverlaps([
    // A number comes first: `138-0013-8000 3pm`. All of them: one that is left among the words would be shown and kept.
    ...numbers,
    ...times
      .filter((time) => numbers.every((it) => it.end <= time.start || time.end <= it.start))
      .slice(0, MAX_TIMES),
  ])
  return {
    text,
    numbers: spans.filter((it) => 'query' in it),
    times: spans.filter((it) => 'time' in it),
    rest: cutOut(text, spans),
  }
}

/** Also what is a number only because nothing else is left: `8000 3pm`. */
function numbersOf(text: string, times: readonly FoundTime[]): readonly FoundNumber[] {
  const found = findNumberWords(text)
  if (found.length > 0 || times.length === 0) return found
  const rest = cutOut(text, times)
  const start = text.indexOf(rest)
  if (rest === '' || start < 0) return found
  return findNumberWords(rest).map((it) => ({ ...it, start: it.start + start, end: it.end + start }))
}

/** The text without some stretches, with single blanks. */
export function cutOut(
  text: string,
  spans: readonly { readonly start: number; readonly end: number }[],
): string {
  let rest = ''
  let end = 0
  for (const span of spans) {
    rest += `${text.slice(end, span.start)} `
    end = span.end
  }
  return (rest + text.slice(end)).replace(/\s+/g, ' ').trim()
}

/**
 * The text with every number as a form that can be shown, kept, and looked up again (`138****8000`); undefined where
 * that is not possible, because a short number would be all that is hidden.
 */
export function safeSearchText({ text, numbers }: SearchText): string | undefined {
  let safe = ''
  let end = 0
  for (const number of numbers) {
    if (!/\d{4}$/.test(number.masked)) return undefined
    safe += `${text.slice(end, number.start)}${number.masked}`
    end = number.end
  }
  return safe + text.slice(end)
}
