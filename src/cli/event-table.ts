import type { StoredEvent } from '#protocol/event.ts'
import { MICROS_PER_MILLI } from '#protocol/time.ts'
import { fitColumns, terminalText } from './terminal-text.ts'

const LEVEL_COLUMNS = 5
const CATEGORY_COLUMNS = 9
const NAME_COLUMNS = 30
const SESSION_COLUMNS = 18
const MARKS: Readonly<Record<string, string>> = { begin: '┌', end: '└', none: ' ' }

/** UTC with milliseconds; the last digits, where there are any, are in `--json`. */
function timeText(ts: number): string {
  const date = new Date(ts / MICROS_PER_MILLI)
  return Number.isNaN(date.getTime())
    ? String(ts).padEnd(23)
    : date.toISOString().slice(0, 23).replace('T', ' ')
}

/** One event as one line of a terminal. */
export function eventLine(event: StoredEvent): string {
  const { ts, level, category, name, phase, session, message, attrs } = event
  const rest =
    message ??
    Object.entries(attrs)
      .map(([key, value]) => `${key}=${value}`)
      .join(' ')
  return [
    timeText(ts),
    fitColumns(level, LEVEL_COLUMNS),
    fitColumns(category, CATEGORY_COLUMNS),
    (MARKS[phase] ?? ' ') + fitColumns(terminalText(name), NAME_COLUMNS),
    fitColumns(terminalText(session), SESSION_COLUMNS),
    terminalText(rest),
  ].join('  ')
}
