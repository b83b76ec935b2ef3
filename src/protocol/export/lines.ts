import type { ExportedEvent } from './exported-fields.ts'

/**
 * Log content is hostile: a spreadsheet runs what begins with one of these (or its full-width form) as a formula. Such
 * a cell gets an apostrophe in front, which spreadsheets take for "this is text".
 */
const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/
const NEEDS_QUOTES = /[",\r\n]/

/** One record of a CSV file (RFC 4180) with its line end; no cell of it is taken for a formula. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** For reading: one line an event, tabs between the fields; nothing in a field can end it or reorder the line. */
export function textLine(cells: readonly string[]): string {
  return `${cells.map(oneLine).join('\t')}\n`
}

/** Controls (line ends, tabs, escape sequences of terminals) and marks that hide or turn the direction of text. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

function oneLine(field: string): string {
  return field
    .replaceAll(/\r?\n/g, ' ⏎ ')
    .replaceAll('\t', ' ')
    .replaceAll(UNSAFE, (it) => `⟨U+${it.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`)
}

/**
 * One event with the names and values of the store, as an import takes it again; absent fields are left out. Without
 * its payload an event says how large that is.
 */
export function ndjsonLine({ event, payload }: ExportedEvent): string {
  const { payloadBytes, ...rest } = event
  if (payloadBytes === 0) return `${JSON.stringify(rest)}\n`
  return `${JSON.stringify(payload === undefined ? event : { ...rest, payload })}\n`
}
