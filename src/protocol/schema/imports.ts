import { z } from 'zod'

const count = z.int().min(0)

/** What a page needs of an import; the whole is described by `src/server/imports/import-openapi.ts`. */
export const ImportEntryAnswer = z.object({
  id: z.string(),
  file: z.string(),
  status: z.enum(['running', 'done', 'failed', 'cancelled']),
  kind: z.enum(['import', 'sample']),
  sessions: z.array(z.string()).readonly(),
  sessionCount: count,
  bytes: count,
  totalBytes: count.nullable(),
  read: count,
  stored: count,
  duplicates: count,
  rejected: count,
  conflicts: count,
  cut: count,
  truncated: z.boolean(),
  detail: z.string(),
  notes: z.array(z.string()).readonly(),
  started: z.int(),
  ended: z.int().nullable(),
  eventsPerSecond: z.number(),
  secondsLeft: z.number().nullable(),
})

export const ImportsAnswer = z.object({ imports: z.array(ImportEntryAnswer).readonly() })

export const ImportRejectsAnswer = z
  .object({
    rejects: z
      .array(
        z.object({
          session: z.string(),
          seq: count.describe('Line, or number of the event in the file'),
          reason: z.string(),
          detail: z.string().describe('What was expected and found'),
        }),
      )
      .readonly(),
    complete: z.boolean().describe('false = there are more than are listed'),
  })
  .meta({ id: 'ImportRejects' })
