import type { Context, ErrorHandler, NotFoundHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import { randomUUID } from 'node:crypto'
import type { AppEnv } from './env.ts'
import type { Log } from './log.ts'
import { ProblemError, problemResponse, type Problem } from './problem.ts'
import { routeName } from './route-name.ts'

type Status = Problem['status']

const PLAIN_PROBLEMS: Readonly<Record<number, { readonly code: string; readonly title: string }>> = {
  400: { code: 'invalid-request', title: 'The request is not what this address takes' },
  413: { code: 'too-large', title: 'The request is too large' },
  415: { code: 'wrong-type', title: 'The body is of another type than this address takes' },
  504: { code: 'took-too-long', title: 'The answer took too long' },
}

/** For people who report it: the log holds the same id beside the stack. */
function bug(error: unknown, c: Context<AppEnv>, log: Log): Response {
  const id = randomUUID()
  log.error({ id, method: c.req.method, route: routeName(c.req.path), err: error }, 'a request failed')
  return problemResponse({
    status: 500,
    code: 'internal',
    title: 'Something in the server went wrong',
    detail: `It is our mistake, not yours. The server's log says more under ${id}.`,
    more: { id },
  })
}

export function onError(
  log: Log,
  problemOf: (error: unknown) => Problem | undefined = () => undefined,
): ErrorHandler<AppEnv> {
  return (error, c) => {
    if (error instanceof ProblemError) return problemResponse(error.problem)
    if (error instanceof HTTPException) {
      const plain = PLAIN_PROBLEMS[error.status]
      if (plain) return problemResponse({ status: error.status as Status, ...plain })
    }
    // The body ended before its time: the other side is gone, or broke off its upload.
    if (c.req.raw.signal.aborted) return problemResponse({ status: 400, ...ABORTED })
    const problem = problemOf(error)
    if (problem) {
      log.warn({ method: c.req.method, route: routeName(c.req.path), err: error }, problem.title)
      return problemResponse(problem)
    }
    return bug(error, c, log)
  }
}

const ABORTED = { code: 'aborted', title: 'The request ended before it was whole' }

export const notFound: NotFoundHandler<AppEnv> = (c) =>
  problemResponse({
    status: 404,
    code: 'not-found',
    title: `There is nothing at this address for ${c.req.method}`,
    detail: 'GET /api/openapi.json lists what there is.',
  })

/** A refusal in another form than ours (a validator's own, a library's) becomes problem details as well. */
export const problemsOnly = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  const { status, headers } = c.res
  const isHealth = c.req.path === '/api/health'
  if (status < 400 || isHealth || headers.get('content-type')?.startsWith('application/problem+json')) return
  const plain = PLAIN_PROBLEMS[status] ?? { code: `http-${status}`, title: 'The request was refused' }
  const kept = [...headers].filter(([name]) => name.startsWith('access-control-') || name === 'retry-after')
  c.res = undefined
  c.res = problemResponse({ status: status as Status, ...plain })
  for (const [name, value] of kept) c.header(name, value)
})
