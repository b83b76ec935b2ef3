import { ClickHouseError } from '@clickhouse/client'

/**
 * Why a statement failed, as far as the caller may act on it. `unreachable`: it is unknown whether the statement was
 * carried out, so an insert is retried with its token. `rejected`: the statement itself is at fault, a bug of ours.
 */
export type StoreFailure =
  | 'unreachable'
  | 'disk-full'
  | 'busy'
  | 'time-limit'
  | 'memory-limit'
  | 'killed'
  | 'rejected'

const BY_CODE: Readonly<Record<string, StoreFailure>> = {
  '159': 'time-limit',
  '160': 'time-limit',
  '202': 'busy',
  '203': 'busy',
  '209': 'unreachable',
  '210': 'unreachable',
  '236': 'killed',
  '241': 'memory-limit',
  '243': 'disk-full',
  '252': 'busy',
  '319': 'unreachable',
  '394': 'killed',
}

const SOCKET_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
])

export function storeFailureOf(error: unknown): StoreFailure {
  if (error instanceof ClickHouseError) return BY_CODE[error.code] ?? 'rejected'
  if (!(error instanceof Error)) return 'rejected'
  if ('code' in error && typeof error.code === 'string' && SOCKET_CODES.has(error.code)) return 'unreachable'
  // The client gives no code for its own time limit and for a socket that closes in the middle.
  if (/timeout error|socket hang up|socket closed|premature close|aborted/i.test(error.message))
    return 'unreachable'
  return error.cause === undefined ? 'rejected' : storeFailureOf(error.cause)
}

/** What the language itself throws: our code is wrong, and nothing was sent. */
const BUGS = [TypeError, RangeError, ReferenceError, SyntaxError]

/**
 * The same for a statement that writes. Only the engine's own word says that it was not carried out: a proxy that
 * answers 502 or 504 has given up on an insert that may well run on. So all else is unknown, and retried.
 */
export function writeFailureOf(error: unknown): StoreFailure {
  const failure = storeFailureOf(error)
  if (failure !== 'rejected' || error instanceof ClickHouseError || !(error instanceof Error)) return failure
  return BUGS.some((bug) => error instanceof bug) ? 'rejected' : 'unreachable'
}
