import { createRoute, z, type RouteConfig } from '@hono/zod-openapi'
import { IMPORT_FORMATS } from '#importers/importer.ts'
import { problemAnswer } from '../http/routes.ts'
import { IMPORT_STATUSES } from './import-entry.ts'
import { MAX_ANSWERED_SESSIONS } from './import-limits.ts'

export const ImportSchema = z
  .object({
    id: z.string(),
    file: z.string(),
    format: z.enum(IMPORT_FORMATS).nullable().openapi({ description: 'null until it is known' }),
    status: z.enum(IMPORT_STATUSES),
    kind: z.enum(['import', 'sample']),
    sessions: z.array(z.string()).openapi({ description: `The first ${MAX_ANSWERED_SESSIONS}` }),
    sessionCount: z.int(),
    bytes: z.int().openapi({ description: 'Read so far, as sent' }),
    totalBytes: z.int().nullable(),
    read: z
      .int()
      .openapi({ description: 'Events and lines looked at: stored + duplicates + rejected when done' }),
    stored: z.int(),
    duplicates: z.int().openapi({ description: 'Were there before, with the same content' }),
    rejected: z.int().openapi({ description: 'No events, too large, or conflicts' }),
    conflicts: z.int().openapi({ description: 'Of the rejected: were there before with other content' }),
    cut: z.int().openapi({ description: 'Events of which something was cut to a limit, with a mark' }),
    truncated: z.boolean().openapi({ description: 'The file ends before its format does' }),
    detail: z.string(),
    notes: z.array(z.string()),
    started: z.int().openapi({ description: 'Microseconds since 1970' }),
    ended: z.int().nullable(),
    eventsPerSecond: z.int(),
    secondsLeft: z.number().nullable(),
  })
  .openapi('Import')

export type ImportJson = z.infer<typeof ImportSchema>

const ImportListSchema = z.object({ imports: z.array(ImportSchema) }).openapi('ImportList')
const importAnswer = (description: string) => ({
  description,
  content: { 'application/json': { schema: ImportSchema } },
})
const listAnswer = (description: string) => ({
  description,
  content: { 'application/json': { schema: ImportListSchema } },
})

export const importOperation: RouteConfig = {
  method: 'post',
  path: '/api/import',
  summary: 'Import files',
  description:
    "Streams Chromium's NetLog JSON, structured event log JSON or NDJSON, plain or gzipped (told apart by the first " +
    'bytes). The body is one file as it is, named by `name`, or multipart/form-data with any number of files. ' +
    'Answers when everything is stored; GET /api/imports shows progress meanwhile. Breaking off the request cancels ' +
    'the import and leaves nothing of it behind. Importing a file twice adds nothing.',
  request: {
    query: z.object({
      name: z.string().max(1024).optional().openapi({ description: 'What the file is called' }),
      salvage: z
        .enum(['true', 'false'])
        .optional()
        .openapi({ description: 'Keep the whole events before a fault instead of refusing the file' }),
    }),
    body: {
      content: {
        'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) },
        'multipart/form-data': { schema: z.object({ file: z.string().openapi({ format: 'binary' }) }) },
      },
    },
  },
  responses: {
    200: listAnswer('One entry a file, in order; a file among several that failed has status `failed`'),
    400: problemAnswer('No file in the request'),
    409: problemAnswer('Cancelled, or a session in it belongs to a live client'),
    413: problemAnswer('Too large, or more than 1,000 files; `imports` are those that were taken'),
    415: problemAnswer('No format that can be imported; the detail names those that can'),
    422: problemAnswer(
      'Not valid: `line` and `column` say where, `salvageable` how many events stand before',
    ),
    503: problemAnswer('Too many imports at once, or the store takes no events; see Retry-After'),
  },
}

const params = z.object({ id: z.string().max(64) })

export const listOperation = createRoute({
  method: 'get',
  path: '/api/imports',
  summary: 'Imports, newest first',
  responses: { 200: listAnswer('Running ones with their progress') },
})

export const getOperation = createRoute({
  method: 'get',
  path: '/api/imports/{id}',
  summary: 'One import',
  request: { params },
  responses: { 200: importAnswer('As it is now'), 404: problemAnswer('There is no such import') },
})

export const deleteOperation = createRoute({
  method: 'delete',
  path: '/api/imports/{id}',
  summary: 'Cancel an import, or delete it with its events',
  description:
    'Answers when nothing of it is left. Sessions that another import brought too stay until that one is deleted.',
  request: { params },
  responses: {
    200: {
      description: 'What was done',
      content: { 'application/json': { schema: z.object({ result: z.enum(['removed', 'cancelled']) }) } },
    },
    404: problemAnswer('There is no such import'),
  },
})
