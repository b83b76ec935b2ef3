import { z, type RouteConfig } from '@hono/zod-openapi'
import { ENVELOPE_VERSION, REJECT_REASONS } from '#protocol/envelope.ts'
import { MAX_EVENTS_PER_UPLOAD } from '#protocol/limits.ts'
import { VIAS } from '#protocol/via.ts'
import { problemAnswer } from '../http/routes.ts'

/** For the documentation only: uploads are read by `readEnvelope` and `readEvent`, which are many times faster. */
const UploadEnvelopeSchema = z
  .object({
    v: z.literal(ENVELOPE_VERSION),
    key: z.string().openapi({ description: 'Write-only ingest key; decides the tenant' }),
    session: z.string().regex(/^[0-9A-Za-z_-]{1,64}$/),
    secret: z.string().min(16).max(128).openapi({ description: 'Chosen by the client at its first upload' }),
    record: z.record(z.string(), z.unknown()).optional(),
    floor: z.int().min(1).openapi({ description: 'Every seq below will never be sent again' }),
    highest: z.int().min(0).openapi({ description: 'Highest seq recorded so far, sent or not' }),
    sent: z.int().openapi({ description: 'Device clock, microseconds' }),
    via: z.enum(VIAS).exclude(['import']),
    events: z.array(z.looseObject({ seq: z.int().min(1), time: z.int() })).max(MAX_EVENTS_PER_UPLOAD),
  })
  .openapi('UploadEnvelope')

const UploadAnswerSchema = z
  .object({
    v: z.literal(ENVELOPE_VERSION),
    session: z.string(),
    resolvedThrough: z.int().openapi({ description: 'Every seq up to this one is stored, rejected or lost' }),
    resolved: z.array(z.tuple([z.int(), z.int()])).openapi({ description: 'Resolved stretches above it' }),
    stored: z.int(),
    duplicates: z.int(),
    rejected: z.array(
      z.object({
        index: z.int(),
        seq: z.int().optional(),
        reason: z.enum(REJECT_REASONS),
        detail: z.string(),
      }),
    ),
    serverTime: z.int(),
  })
  .openapi('UploadAnswer')

export const uploadOperation: RouteConfig = {
  method: 'post',
  path: '/v1/events',
  summary: 'Take in events of one session',
  description:
    'The body is the envelope as JSON, plain or gzipped (told apart by its first bytes), in any content type. ' +
    'Answers when everything is durable. The client may forget exactly what the answer resolves.',
  request: { body: { content: { 'text/plain': { schema: UploadEnvelopeSchema } } } },
  responses: {
    200: {
      description: 'What is resolved',
      content: { 'application/json': { schema: UploadAnswerSchema } },
    },
    400: problemAnswer('Not an envelope'),
    401: problemAnswer('Unknown ingest key'),
    403: problemAnswer('Origin not allowed for this key'),
    408: problemAnswer('The body came too slowly'),
    409: problemAnswer('The session was opened with another secret'),
    413: problemAnswer('Too large, as sent or unpacked'),
    429: problemAnswer('Over the rate of the key; see Retry-After'),
    503: problemAnswer('The store cannot take events now; see Retry-After'),
  },
}
