import type { OpenAPIHono } from '@hono/zod-openapi'
import type { AppEnv } from '../http/env.ts'
import { ProblemError, type Problem } from '../http/problem.ts'
import { newRoutes } from '../http/routes.ts'
import type { ImportEntry } from './import-entry.ts'
import { MAX_ANSWERED_SESSIONS } from './import-limits.ts'
import {
  deleteOperation,
  getOperation,
  importOperation,
  listOperation,
  type ImportJson,
} from './import-openapi.ts'
import type { JobFailure } from './import-job.ts'
import type { ImportOutcome, ImportRequest, ImportService, ImportView } from './import-service.ts'
import { filesOfMultipart, multipartBoundary } from './multipart.ts'

export interface ImportRoutesDeps {
  readonly imports: ImportService
}

const BUSY_RETRY_SECONDS = 5

/** `/api/import` and `/api/imports`. */
export function importRoutes({ imports }: ImportRoutesDeps): OpenAPIHono<AppEnv> {
  const app = newRoutes()
  app.openAPIRegistry.registerPath(importOperation)
  app.post('/api/import', async (c) => {
    const { body } = c.req.raw
    if (!body) throw new ProblemError(NO_FILE)
    const tenant = c.get('tenant')
    const salvage = c.req.query('salvage') === 'true'
    const type = c.req.header('content-type') ?? ''
    const boundary = multipartBoundary(type)
    if (boundary === undefined) {
      const totalBytes = lengthOf(c.req.header('content-length'))
      const request: ImportRequest = {
        tenant,
        file: c.req.query('name') ?? 'unnamed',
        ...(totalBytes !== undefined && { totalBytes }),
        salvage,
        body,
      }
      const outcome = await runOne(imports, request)
      if (outcome.failure) throw new ProblemError(failureProblem(outcome.failure, outcome.entry))
      if (outcome.entry.status === 'cancelled') throw new ProblemError(cancelledProblem(outcome.entry))
      return c.json({ imports: [importJson(outcome.entry)] })
    }
    const done: ImportJson[] = []
    try {
      for await (const file of filesOfMultipart(body, boundary)) {
        const outcome = await runOne(imports, { tenant, file: file.name, salvage, body: file.body })
        done.push(importJson(outcome.entry))
      }
    } catch (error) {
      if (!(error instanceof ProblemError) || done.length === 0) throw error
      // What was imported before stays, so its sender must hear of it.
      const { problem } = error
      throw new ProblemError({ ...problem, more: { ...problem.more, imports: done } }, { cause: error })
    }
    if (done.length === 0) throw new ProblemError(NO_FILE)
    return c.json({ imports: done })
  })

  app.openapi(listOperation, async (c) => {
    const list = await imports.list(c.get('tenant'))
    return c.json({ imports: list.map(importJson) }, 200)
  })
  app.openapi(getOperation, async (c) => {
    const entry = await imports.get(c.get('tenant'), c.req.valid('param').id)
    if (!entry) throw new ProblemError(UNKNOWN)
    return c.json(importJson(entry), 200)
  })
  app.openapi(deleteOperation, async (c) => {
    const result = await imports.remove(c.get('tenant'), c.req.valid('param').id)
    if (result === 'unknown') throw new ProblemError(UNKNOWN)
    return c.json({ result }, 200)
  })
  return app
}

async function runOne(imports: ImportService, request: ImportRequest): Promise<ImportOutcome> {
  const outcome = await imports.run(request)
  if (!outcome.ok) throw new ProblemError(BUSY)
  return outcome.value
}

function lengthOf(header: string | undefined): number | undefined {
  const length = Number(header)
  return header !== undefined && Number.isSafeInteger(length) && length >= 0 ? length : undefined
}

function importJson(entry: ImportView): ImportJson {
  const { tenant: _tenant, sessions, format, totalBytes, ended, notes, ...rest } = entry
  return {
    ...rest,
    notes: [...notes],
    format: format ?? null,
    sessions: sessions.slice(0, MAX_ANSWERED_SESSIONS),
    sessionCount: sessions.length,
    totalBytes: totalBytes ?? null,
    ended: ended ?? null,
    secondsLeft: entry.secondsLeft ?? null,
  }
}

const NO_FILE: Problem = {
  status: 400,
  code: 'no-file',
  title: 'The request holds no file',
  detail: 'Send the file as the body, or as multipart/form-data.',
}

const UNKNOWN: Problem = { status: 404, code: 'unknown-import', title: 'There is no such import' }

const BUSY: Problem = {
  status: 503,
  code: 'imports-busy',
  title: 'Too many imports run at the same time',
  detail: 'Wait until one of them is done, then try again.',
  retryAfterSeconds: BUSY_RETRY_SECONDS,
}

const cancelledProblem = (entry: ImportEntry): Problem => ({
  status: 409,
  code: 'import-cancelled',
  title: 'The import was cancelled',
  detail: 'Nothing of it is left.',
  more: { import: entry.id },
})

const FAILURES: Readonly<
  Record<JobFailure['code'], Pick<Problem, 'status' | 'title'> & { readonly code: string }>
> = {
  'unknown-format': {
    status: 415,
    code: 'unknown-format',
    title: 'This is no log file that can be imported',
  },
  syntax: { status: 422, code: 'import-syntax', title: 'The file is not valid' },
  empty: { status: 422, code: 'import-empty', title: 'The file holds nothing to import' },
  'too-large': { status: 413, code: 'too-large', title: 'The file is too large' },
  'too-many-sessions': { status: 413, code: 'too-many-sessions', title: 'The file has too many sessions' },
  'session-taken': {
    status: 409,
    code: 'session-taken',
    title: 'A session in the file belongs to a live client',
  },
  unavailable: { status: 503, code: 'unavailable', title: 'The store takes no events now' },
  parser: { status: 500, code: 'internal', title: 'The file could not be read' },
}

function failureProblem(failure: JobFailure, entry: ImportEntry): Problem {
  const { line, column, salvageable } = { line: undefined, column: undefined, salvageable: 0, ...failure }
  return {
    ...FAILURES[failure.code],
    detail: entry.detail,
    ...(failure.code === 'unavailable' && { retryAfterSeconds: BUSY_RETRY_SECONDS }),
    more: {
      import: entry.id,
      file: entry.file,
      ...(line !== undefined && { line, column }),
      ...(salvageable > 0 && { salvageable }),
    },
  }
}
