import type { StreamState } from '../../api/commit-stream.ts'

const STATES: Readonly<Record<StreamState | 'off', string>> = {
  off: 'off',
  connecting: 'connecting',
  open: 'live',
  lost: 'connection lost, trying again',
}

export const tail = {
  group: 'Live',
  live: 'Live',
  paused: 'Paused',
  start: 'Follow what comes in',
  stop: 'Stop following',
  help: 'Follow what comes in (l). Scrolling away from the newest row pauses; going back resumes.',
  showNewer: 'Show newer rows',
  newer: (formatted: string, count: number) => (count === 1 ? '1 newer row' : `${formatted} newer rows`),
  state: (state: StreamState | 'off', isFollowing: boolean) =>
    state === 'open' && !isFollowing ? 'paused: scrolled away' : STATES[state],
  rate: (rows: string) => `${rows} rows/s`,
  lag: (seconds: string) => `${seconds} s behind`,
}
