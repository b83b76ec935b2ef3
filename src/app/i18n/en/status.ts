import type { HealthStatus, KindWords } from '../status-words.ts'

const STATES: Readonly<Record<HealthStatus, string>> = {
  starting: 'starting',
  ready: 'ready',
  degraded: 'degraded',
  failed: 'failed',
}
const KINDS: KindWords = { live: 'Live', import: 'Imported', sample: 'Sample' }

export const status = {
  title: 'Status',
  notLoaded: 'The status could not be loaded',
  server: 'Server',
  state: 'State',
  states: STATES,
  version: 'Version',
  uptime: 'Running for',
  duration: (seconds: number) => {
    const [days, hours, minutes] = [seconds / 86_400, (seconds / 3_600) % 24, (seconds / 60) % 60].map(
      Math.floor,
    )
    if (days) return `${days} d ${hours} h`
    return hours ? `${hours} h ${minutes} min` : `${minutes} min ${Math.floor(seconds % 60)} s`
  },
  engine: 'Engine',
  modes: { embedded: 'embedded', external: 'external' },
  restarts: 'Engine restarts',
  store: 'Store',
  eventBytes: 'Events on disk',
  allBytes: 'All tables on disk',
  partitions: 'Days',
  parts: 'Parts',
  retention: 'Live logs are kept',
  keptForEver: 'for ever',
  days: (count: string) => `${count} days`,
  disk: 'Disk',
  free: (free: string, total: string) => `${free} free of ${total}`,
  delivery: 'Delivery',
  deliveryHelp:
    'Every event has a number within its session, so what is missing is known. Lost: the client said so. Missing: nobody has said anything yet.',
  kind: 'Kind',
  kinds: KINDS,
  sessions: 'Sessions',
  events: 'Events',
  rejected: 'Rejected',
  lost: 'Lost',
  missing: 'Missing',
  ratio: 'Arrived',
  rejects: 'Rejected, by reason',
  noRejects: 'Nothing was rejected.',
  reason: 'Reason',
}
