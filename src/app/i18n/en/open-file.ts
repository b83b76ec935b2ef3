export const openFile = {
  title: 'Open a log file',
  choose: 'Choose a file, or drop it here',
  staysHere: 'It stays in this browser: nothing is uploaded.',
  formats:
    'NetLog of Chromium, structured event JSON, NDJSON; gzip too. To keep a file and share links into it, import it instead.',
  reading: (name: string) => `Reading ${name}`,
  refused: (name: string) => `${name} could not be opened`,
  readRows: (rows: string) => `${rows} events`,
  rejected: (rows: string) => `${rows} not readable`,
  truncated: 'ends too early',
  notes: (count: number) => (count === 1 ? '1 note' : `${count} notes`),
  close: 'Close the file',
}
