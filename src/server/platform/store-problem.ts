import { storeFailureOf, type StoreFailure } from '../adapters/clickhouse/store-failure.ts'
import type { Problem } from '../http/problem.ts'
import { RETRY_AFTER_SECONDS } from '../status/health.ts'

const AWAY: Problem = {
  status: 503,
  code: 'engine-unavailable',
  title: 'The engine is not answering for the moment',
  detail: 'It went away during the request. Ask again; nothing acknowledged is lost.',
  retryAfterSeconds: RETRY_AFTER_SECONDS,
}
const BUSY: Problem = {
  status: 503,
  code: 'busy',
  title: 'The engine has too much to do for the moment',
  detail: 'Ask again a little later.',
  retryAfterSeconds: RETRY_AFTER_SECONDS,
}

const PROBLEMS: Readonly<Record<StoreFailure, Problem | undefined>> = {
  unreachable: AWAY,
  killed: AWAY,
  'disk-full': {
    ...AWAY,
    code: 'disk-full',
    title: 'The disk is full',
    detail: 'Free some space, then ask again.',
  },
  busy: BUSY,
  'memory-limit': BUSY,
  'time-limit': {
    status: 504,
    code: 'took-too-long',
    title: 'The engine needed too long',
    detail: 'Ask again, or for less.',
  },
  // A statement of ours that is wrong.
  rejected: undefined,
}

/** What is no bug though nobody caught it: the store failed in the middle of a request. */
export function storeProblem(error: unknown): Problem | undefined {
  return PROBLEMS[storeFailureOf(error)]
}
