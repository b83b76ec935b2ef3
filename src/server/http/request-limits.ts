import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './env.ts'
import { problemResponse } from './problem.ts'

/** Queries and commands are text that people type or paste; files go to `/api/import`, events to `/v1/`. */
export const MAX_COMMAND_BYTES = 1024 * 1024
/** Above the longest query (30 s for exports), so that its own reason arrives first. */
const MAX_ANSWER_SECONDS = 45

/** Streams in or out for as long as it takes; each of these bounds itself. */
const STREAMING: readonly string[] = ['/api/import', '/api/tail', '/api/commits']

/** A deletion may rewrite days of logs: it takes minutes, and its end is what the asker must know. */
const PATIENT: ReadonlySet<string> = new Set(['/api/deletions'])

const isStreaming = (path: string) =>
  STREAMING.some((prefix) => path === prefix || path.startsWith(`${prefix}/`))

const limitBody = bodyLimit({
  maxSize: MAX_COMMAND_BYTES,
  onError: () =>
    problemResponse({
      status: 413,
      code: 'too-large',
      title: 'The request is too large',
      detail: `Commands may have ${MAX_COMMAND_BYTES} bytes. Files go to POST /api/import.`,
    }),
})

/** For `/api/`: the answer must begin in time. */
export const timeLimit = createMiddleware<AppEnv>(async (c, next) => {
  if (isStreaming(c.req.path) || PATIENT.has(c.req.path)) return next()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), MAX_ANSWER_SECONDS * 1_000)
  })
  try {
    if ((await Promise.race([next(), late])) !== 'late') return undefined
  } finally {
    clearTimeout(timer)
  }
  return problemResponse({
    status: 504,
    code: 'took-too-long',
    title: 'The answer took too long',
    detail: `Nothing came for ${MAX_ANSWER_SECONDS} s. Ask for less: a shorter range, a narrower query.`,
  })
})

/** For `/api/`. Uploads to `/v1/` have their own, larger limits, counted while they stream. */
export const sizeLimit = createMiddleware<AppEnv>((c, next) =>
  isStreaming(c.req.path) ? next() : limitBody(c, next),
)
