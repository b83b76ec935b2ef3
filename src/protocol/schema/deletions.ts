import { z } from 'zod'

export const DELETION_SUBJECTS = ['session', 'account', 'number'] as const
export type DeletionSubject = (typeof DELETION_SUBJECTS)[number]

const MAX_VALUE_CHARS = 256
const MAX_REASON_CHARS = 500
const MAX_LISTED = 500

const count = z.int().min(0)

export const DeletionRequest = z.object({
  by: z.enum(DELETION_SUBJECTS),
  value: z
    .string()
    .trim()
    .min(1)
    .max(MAX_VALUE_CHARS)
    .describe('Id of a session, name of an account, or a whole phone number in any spelling'),
  reason: z.string().trim().min(1).max(MAX_REASON_CHARS),
})

export const DeletionAnswer = z
  .object({
    id: z.string().describe('Of the record in the audit'),
    sessions: count.describe('Of which something was removed'),
    events: count,
  })
  .meta({ id: 'DeletionDone' })
export type DeletionAnswer = z.infer<typeof DeletionAnswer>

export const DeletionsParams = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_LISTED).default(100),
})

export const DeletionsAnswer = z
  .object({
    deletions: z.array(
      z.object({
        id: z.string(),
        at: z.int().describe('Microseconds since 1970'),
        actor: z.string(),
        subject: z.string().describe('What was asked for; a phone number is masked'),
        reason: z.string(),
        sessions: count,
        events: count,
      }),
    ),
  })
  .meta({ id: 'Deletions' })
export type DeletionsAnswer = z.infer<typeof DeletionsAnswer>
