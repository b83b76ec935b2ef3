import type { Log } from '../http/log.ts'
import { retentionRound, type Removal, type RetentionDeps } from '../retention/retention.ts'

/** Days go whole, so more often would find nothing; a disk fills its last fifth more slowly than this. */
const ROUND_EVERY_MS = 3_600_000
/** The first round leaves a starting server alone. */
const FIRST_ROUND_MS = 60_000

export interface Retention {
  /** A round now, after one that runs. Rejects when it failed. */
  round(): Promise<readonly Removal[]>
  /** Awaits a round that runs. */
  stop(): Promise<void>
}

/** Rounds by the clock; a round without a rule does nothing. `round` is for schedulers that have a clock of their own. */
export function startRetention(deps: RetentionDeps, log: Log): Retention {
  let running: Promise<unknown> = Promise.resolve()
  const round = (): Promise<readonly Removal[]> => {
    const result = running.then(async () => {
      const removals = await retentionRound(deps)
      if (removals.length > 0) log.info({ removals }, 'old logs removed')
      return removals
    })
    running = result.catch((error: unknown) =>
      log.error({ err: error }, 'removing old logs failed; the next round tries again'),
    )
    return result
  }
  const byClock = () => {
    round().catch(() => undefined)
  }
  const timers = [setTimeout(byClock, FIRST_ROUND_MS), setInterval(byClock, ROUND_EVERY_MS)]
  for (const timer of timers) timer.unref()
  return {
    round,
    stop: async () => {
      for (const timer of timers) clearTimeout(timer)
      await running
    },
  }
}
