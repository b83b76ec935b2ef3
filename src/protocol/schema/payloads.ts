import { z } from 'zod'
import { MAX_MICROS, MIN_MICROS } from '../time.ts'
import { SESSION_ID } from './query-params.ts'

/** At the limit of an event (256 KiB) this many are what one answer may hold. */
export const MAX_PAYLOADS = 200

const count = z.int().min(1)

export const PayloadsRequest = z.object({
  events: z
    .array(z.tuple([SESSION_ID, count, z.int().min(MIN_MICROS).max(MAX_MICROS)]))
    .min(1)
    .max(MAX_PAYLOADS)
    .describe('session, seq and ts of each, as rows give them'),
})

export const PayloadsAnswer = z
  .object({ payloads: z.array(z.string()).readonly().describe('Empty where there is none') })
  .meta({ id: 'Payloads' })
