/**
 * Log content is hostile: a spreadsheet runs what begins with one of these as a formula. Such a cell gets an
 * apostrophe in front, which spreadsheets take for "this is text".
 */
const FORMULA = /^[=+\-@\t\r]/
const NEEDS_QUOTES = /[",\r\n]/

/** One record of a CSV file (RFC 4180) with its line end; no cell of it is taken for a formula. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
