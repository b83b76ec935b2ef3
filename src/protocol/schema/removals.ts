import { z } from 'zod'

/** A page of a link shows a few; more tell nobody anything more. */
export const MAX_REMOVALS = 100

export const RemovalsParams = z.object({
  after: z.coerce.number().int().min(0).optional().describe('Snapshot: only what was removed after it'),
  session: z
    .string()
    .regex(/^[0-9A-Za-z_-]{1,64}$/)
    .optional()
    .describe('Only what concerns this session'),
  day: z.coerce
    .number()
    .int()
    .min(19000101)
    .max(22991231)
    .optional()
    .describe('With `session`: yyyymmdd (UTC) of the events in question, to tell days that expired'),
})

export const RemovalsAnswer = z
  .object({
    removals: z
      .array(
        z.object({
          kind: z.string(),
          session: z.string().nullable().describe('null = a whole day'),
          day: z.int().nullable().describe('yyyymmdd, UTC'),
          at: z.int().describe('Microseconds since 1970'),
          reason: z.string().describe('`retention`, or the words of who removed it'),
          events: z.int(),
        }),
      )
      .readonly(),
    truncated: z.boolean(),
  })
  .meta({ id: 'Removals' })
