import { noteAnswer, noteNoAnswer } from './connection.ts'

/** One place that talks HTTP. Answers are either the parsed JSON or an `ApiError` that says what the server said. */

/** Longer than any query may run on the server, so that the server's own reason arrives first. */
const REQUEST_TIMEOUT_MS = 45_000

export class ApiError extends Error {
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  readonly code: string
  readonly detail: string | undefined
  /** Characters from the start of the query text, for `query-syntax`. */
  readonly position: number | undefined

  constructor(status: number, code: string, title: string, detail?: string, position?: number) {
    super(title)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.detail = detail
    this.position = position
  }
}

interface ProblemBody {
  readonly code?: unknown
  readonly title?: unknown
  readonly detail?: unknown
  readonly position?: unknown
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

async function errorOf(response: Response): Promise<ApiError> {
  const body: ProblemBody | null = await response.json().then(
    (value: unknown) => (typeof value === 'object' ? value : null),
    () => null,
  )
  return new ApiError(
    response.status,
    text(body?.code) ?? 'unknown',
    text(body?.title) ?? `HTTP ${response.status}`,
    text(body?.detail),
    typeof body?.position === 'number' ? body.position : undefined,
  )
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly body?: unknown
  readonly signal?: AbortSignal
}

export async function request(path: string, options: RequestOptions = {}): Promise<unknown> {
  const { method = 'GET', body, signal } = options
  const timeout = AbortSignal.timeout(REQUEST_TIMEOUT_MS)
  let response: Response
  try {
    response = await fetch(path, {
      method,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      // The custom header proves that the request comes from this page and not from another site.
      headers: {
        ...(method === 'GET' ? {} : { 'x-clueline': '1' }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    noteNoAnswer()
    throw new ApiError(0, 'no-answer', 'The server did not answer')
  }
  noteAnswer()
  if (!response.ok) throw await errorOf(response)
  if (response.status === 204) return undefined
  return bodyOf(response, signal)
}

/** A body that breaks off or is no JSON (the sign-in page of a proxy) is an answer that failed, not a bug of ours. */
async function bodyOf(response: Response, signal: AbortSignal | undefined): Promise<unknown> {
  try {
    return await response.json()
  } catch (cause) {
    if (signal?.aborted) throw cause
    if (cause instanceof SyntaxError) {
      throw new ApiError(response.status, 'unreadable-answer', 'The answer of the server could not be read')
    }
    noteNoAnswer()
    throw new ApiError(0, 'no-answer', 'The answer of the server broke off')
  }
}

/** An answer whose body may take any time to arrive; only its beginning is waited for. */
export async function stream(path: string, signal: AbortSignal): Promise<Response> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), REQUEST_TIMEOUT_MS)
  let response: Response
  try {
    response = await fetch(path, { signal: AbortSignal.any([signal, late.signal]) })
  } catch (cause) {
    if (signal.aborted) throw cause
    noteNoAnswer()
    throw new ApiError(0, 'no-answer', 'The server did not answer')
  } finally {
    clearTimeout(timer)
  }
  noteAnswer()
  if (!response.ok) throw await errorOf(response)
  return response
}
