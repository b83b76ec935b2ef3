/**
 * Errors as RFC 9457 problem details. `code` is stable and for programs; `title` and `detail` are for people:
 * what happened, why, and what to do.
 */
export interface Problem {
  readonly status:
    | 400
    | 401
    | 403
    | 404
    | 405
    | 408
    | 409
    | 410
    | 413
    | 415
    | 422
    | 429
    | 500
    | 501
    | 503
    | 504
    | 507
  readonly code: string
  readonly title: string
  readonly detail?: string
  readonly retryAfterSeconds?: number
  /** Further machine-readable members, such as `position` of a query error. */
  readonly more?: Readonly<Record<string, unknown>>
}

/** For what the caller of a server function must be told; everything else that is thrown is a bug and a 500. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.title, options)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

export function problemResponse(problem: Problem): Response {
  const { status, code, title, detail, retryAfterSeconds, more } = problem
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds))
  const body = { ...more, type: `urn:clueline:${code}`, status, code, title, ...(detail ? { detail } : {}) }
  return new Response(JSON.stringify(body), { status, headers })
}
