export const list = {
  rows: {
    label: 'Events',
    time: 'Time',
    level: 'Level',
    category: 'Category',
    source: 'Source',
    name: 'Event',
    message: 'Message',
    sample: 'sample',
    imported: 'import',
    older: 'Load older events',
    loading: 'Loading events…',
    loadingOlder: 'Loading older events…',
    count: (shown: number, total: number, format: (n: number) => string) =>
      `${format(shown)} of ${format(total)} events`,
    newestFirst: 'newest first',
    partial: 'counting took too long: there are more',
  },
  empty: {
    title: 'No event matches',
    filtered: 'Nothing that is stored matches this filter. Take a term away, or clear it.',
    nothing: 'Nothing is stored yet. Import a log file, or send events from a page.',
    importHint: 'npm run clueline -- import FILE',
  },
}
