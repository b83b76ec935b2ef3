import { z } from 'zod'
import { CallSchema, SessionSchema } from './query-answers.ts'

/** Two screens of a list of calls. */
const MAX_RECENT = 100
const USUAL_RECENT = 20
/** A time in the query language. */
const MAX_TIME_CHARS = 64

export const RecentParams = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_RECENT).default(USUAL_RECENT).describe('Of each kind'),
  from: z
    .string()
    .max(MAX_TIME_CHARS)
    .optional()
    .describe('Something happened at or after it: ISO 8601 or microseconds since 1970'),
  to: z.string().max(MAX_TIME_CHARS).optional().describe('Something happened before it'),
})

const calls = z.array(CallSchema).readonly().describe('Newest first')
const sessions = z.array(SessionSchema).readonly()

export const RecentAnswer = z
  .object({
    asOf: z.int().min(0),
    millis: z.number(),
    rowsRead: z.int().min(0),
    calls,
    sessions: sessions.describe('Newest first'),
    ofCalls: sessions.describe('Sessions of the calls that are not among the sessions'),
    truncated: z.boolean().describe('There is more than is listed'),
  })
  .meta({ id: 'Recent' })
