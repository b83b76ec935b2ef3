import { QUERY_ERROR_SENTENCES, type QueryErrorCode } from '#protocol/query-lang/errors.ts'

const errors: Readonly<Record<QueryErrorCode, string>> = QUERY_ERROR_SENTENCES

/** The query box. */
export const query = {
  label: 'Filter events',
  placeholder: 'Words, level:>=warn, attr.status:500',
  run: 'Run',
  clear: 'Clear',
  help: 'Enter runs · words search name, message, attributes · Ctrl+Space completes · ↓ recent',
  errorAt: (position: number) => `At character ${position}:`,
  errors,
  errorWords: {
    theEnd: 'the end',
    perhaps: (field: string) => ` (perhaps ${field})`,
  },
  status: {
    rows: (count: number, formatted: string) => (count === 1 ? `${formatted} row` : `${formatted} rows`),
    atLeast: (formatted: string) => `at least ${formatted} rows`,
    complete: 'complete',
    searching: 'searching',
    scanned: (percent: number) => `${percent} % scanned`,
    scannedTo: (time: string) => `scanned to ${time}`,
    cancel: 'Cancel',
    cancelled: 'cancelled',
    failed: 'not counted',
    again: 'Try again',
  },
  completion: {
    label: 'Completions',
    count: (count: number) => (count === 1 ? '1 completion' : `${count} completions`),
    loading: 'Counting values…',
    ofNewest: 'counts of the newest events only',
    recent: 'Recent',
    saved: 'Saved',
    fields: 'Fields',
    words: 'Words',
    values: 'Values in this range',
    keys: 'Attributes in this range',
    operators: {
      AND: 'Both; a space says the same',
      OR: 'Either of the two',
      NOT: 'Not what follows; a minus says the same',
    },
    has: 'Has a value in this field',
    is: 'Is of this sort',
  },
  saved: {
    open: 'Saved queries',
    name: 'Name',
    save: 'Save this query',
    nothing: 'Type a query, then save it here under a name.',
    number: 'Phone numbers are kept masked.',
    none: 'Nothing saved yet.',
    remove: (name: string) => `Remove ${name}`,
    savedAs: (name: string) => `Saved: ${name}`,
  },
  commands: {
    group: 'Filter',
    focus: 'Filter events',
    clear: 'Clear the filter',
    saved: 'Save or open a query',
  },
}
