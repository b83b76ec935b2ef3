import type { Log } from '../http/log.ts'
import { retentionRound, type RetentionDeps } from '../retention/retention.ts'

/** Days go whole, so more often would find nothing; a disk fills its last fifth more slowly than this. */
const ROUND_EVERY_MS = 3_600_000
/** The first round leaves a starting server alone. */
const FIRST_ROUND_MS = 60_000

export interface RetentionTimer {
  /** Awaits a round that runs. */
  stop(): Promise<void>
}

export function startRetention(deps: RetentionDeps, log: Log): RetentionTimer {
  const { days, diskPercent } = deps.rules
  if (days === undefined && diskPercent === undefined) return { stop: () => Promise.resolve() }
  let running = Promise.resolve()
  const round = async () => {
    try {
      const removals = await retentionRound(deps)
      if (removals.length > 0) log.info({ removals }, 'old logs removed')
    } catch (error) {
      log.error({ err: error }, 'removing old logs failed; the next round tries again')
    }
  }
  const start = () => {
    running = running.then(round)
  }
  const first = setTimeout(start, FIRST_ROUND_MS)
  const timer = setInterval(start, ROUND_EVERY_MS)
  for (const it of [first, timer]) it.unref()
  return {
    stop: () => {
      clearTimeout(first)
      clearInterval(timer)
      return running
    },
  }
}
