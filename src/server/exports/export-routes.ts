import { randomUUID } from 'node:crypto'
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { TenantId } from '#protocol/ids.ts'
import { ExportAnswer, ExportParams, ExportPath } from '#protocol/schema/exports.ts'
import type { AppEnv } from '../http/env.ts'
import type { Log } from '../http/log.ts'
import { ProblemError } from '../http/problem.ts'
import { newRoutes, problemAnswer } from '../http/routes.ts'
import { json, QUERY_PROBLEMS } from '../query/answers.ts'
import type { EventReader, EventScope, ReadControl } from '../query/event-reader.ts'
import type { QueryDeps } from '../query/query-deps.ts'
import { chooseSample } from '../query/sample-choice.ts'
import { scopeFrom } from '../query/scope-params.ts'
import { exportFormat } from './export-format.ts'
import type { ExportLog, ExportRecord } from './export-log.ts'
import { exportRows, type ExportRowsDeps } from './export-rows.ts'
import { exportStream } from './export-stream.ts'

export interface ExportDeps extends Pick<QueryDeps, 'committed' | 'queries'>, Omit<ExportRowsDeps, 'reader'> {
  readonly reader: Pick<EventReader, 'rowsNear' | 'count'>
  readonly exports: ExportLog
  readonly log: Log
}

/** Each keeps the engine as busy as a person who scrolls without a pause. */
const MAX_RUNNING = 4
/** Of one statement; a list on a screen has less. The answer must begin within the server's own limit. */
const STATEMENT_SECONDS = 30

const TOTAL_HEADER = 'x-clueline-rows-total'
const ID_HEADER = 'x-clueline-query-id'

const exportRoute = createRoute({
  method: 'get',
  path: '/api/events/export',
  summary: 'All matching events as a file, however many, at one snapshot',
  description:
    'Streamed as fast as it is read. Cells of csv that a spreadsheet would take for a formula (they begin with = + - @, ' +
    'tab or CR) get a leading apostrophe. Phone numbers stay masked tokens. Where the export cannot be finished the ' +
    'connection breaks off; /api/exports/{id} says why, and gives the hash of a whole one.',
  request: { query: ExportParams },
  responses: {
    200: {
      description: 'The file',
      headers: {
        [TOTAL_HEADER]: {
          description: 'Rows at the snapshot; absent where they could not be counted in time',
          schema: { type: 'integer' },
        },
        [ID_HEADER]: { description: '`queryId`, or the one it was given', schema: { type: 'string' } },
      },
      content: {
        'application/x-ndjson': { schema: { type: 'string' } },
        'text/csv': { schema: { type: 'string' } },
        'text/plain': { schema: { type: 'string' } },
      },
    },
    ...QUERY_PROBLEMS,
  },
})

const statusRoute = createRoute({
  method: 'get',
  path: '/api/exports/{id}',
  summary: 'How far an export is, or what became of it',
  description: 'Known for 15 minutes after its end, and until the server is restarted.',
  request: { params: ExportPath },
  responses: {
    200: json(ExportAnswer, 'Counts, and the hash when it has ended'),
    404: problemAnswer('Nothing is known of it'),
  },
})

export function exportRoutes(deps: ExportDeps): OpenAPIHono<AppEnv> {
  const app = newRoutes()
  /** Being counted, so not in the log yet. */
  let starting = 0

  app.openapi(exportRoute, async (c) => {
    const params = c.req.valid('query')
    const tenant = c.get('tenant')
    const format = exportFormat(params)
    const asked = scopeFrom(params, tenant, deps.committed())
    if (deps.exports.running() + starting >= MAX_RUNNING) throw tooMany()
    const queryId = params.queryId ?? randomUUID()
    const record: ExportRecord = {
      queryId,
      format: params.format,
      asOf: asked.asOf,
      total: null,
      rows: 0,
      bytes: 0,
      state: 'running',
      complete: false,
      sha256: null,
    }
    starting += 1
    const body = await opened(deps, tenant, queryId, c.req.raw.signal, async (control, abort) => {
      const scope = await chooseSample(deps.reader, asked, params, control)
      record.total = await total(deps, scope, control)
      deps.exports.begin(tenant, record)
      const request = { scope, order: params.order, withPayload: format.withPayload }
      return exportStream(exportRows(deps, request, control), format, record, {
        signal: control.signal,
        abort,
        onBug: (err) => deps.log.error({ err, queryId }, 'an export failed'),
      })
    }).finally(() => {
      starting -= 1
    })
    const stamp = new Date().toISOString().replaceAll(/[-:]|\.\d+Z/g, '')
    return c.body(body, 200, {
      'content-type': format.contentType,
      'content-disposition': `attachment; filename="clueline-${stamp}.${format.extension}"`,
      'cache-control': 'no-store',
      [ID_HEADER]: queryId,
      ...(record.total === null ? {} : { [TOTAL_HEADER]: String(record.total) }),
    })
  })

  app.openapi(statusRoute, (c) => {
    const { id } = c.req.valid('param')
    const record = deps.exports.get(c.get('tenant'), id)
    if (record === undefined) throw unknown()
    return c.json(record, 200)
  })
  return app
}

/** Runs under an id until the last byte is read, so that it can be watched and ended; resolves as soon as it begins. */
function opened(
  { queries }: ExportDeps,
  tenant: TenantId,
  queryId: string,
  request: AbortSignal,
  open: (control: ReadControl, abort: () => void) => Promise<ReturnType<typeof exportStream>>,
): Promise<ReadableStream<Uint8Array>> {
  const leaving = new AbortController()
  const asker = { tenant, queryId, isBackground: true, request: AbortSignal.any([request, leaving.signal]) }
  return new Promise((resolve, reject) => {
    const done = queries.run(asker, async (control) => {
      const stream = await open({ ...control, seconds: STATEMENT_SECONDS }, () => {
        leaving.abort()
      })
      resolve(stream.body)
      await stream.ended
    })
    // After it has begun, what goes wrong is told by the stream.
    done.catch(reject)
  })
}

async function total(deps: ExportDeps, scope: EventScope, control: ReadControl): Promise<number | null> {
  try {
    const { count, shortfall } = await deps.reader.count(scope, control)
    return shortfall ? null : count
  } catch (cause) {
    // Whether all of it is there cannot be checked then, but the rows themselves come piece by piece.
    if (cause instanceof ProblemError && cause.problem.code === 'query-timeout') return null
    throw cause
  }
}

function tooMany(): ProblemError {
  return new ProblemError({
    status: 503,
    code: 'too-many-exports',
    title: 'Other exports are being written',
    detail: `At most ${MAX_RUNNING} run at the same time. Wait until one of them has ended.`,
    retryAfterSeconds: 10,
  })
}

function unknown(): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'export-not-found',
    title: 'Nothing is known of this export',
    detail: 'It never began, ended more than 15 minutes ago, or the server was restarted since.',
  })
}
