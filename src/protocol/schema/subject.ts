import { z } from 'zod'
import { MEDIA_VERDICTS, OUTCOMES } from '../vocabulary/call-outcome.ts'
import { CallSchema, SessionSchema } from './query-answers.ts'

/** Bars that can be told apart and clicked. */
const MAX_SUBJECT_BINS = 120
/** A page lists the newest; a longer list is what the logs are for. */
const MAX_SUBJECT_CALLS = 100
/** A day at most: what zones differ from UTC. */
const MAX_OFFSET_MINUTES = 1_440

const count = z.int().min(0)
const micros = z.int().describe('Microseconds since 1970')
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly()

export const SubjectPath = z.object({
  kind: z.enum(['account', 'staff', 'device']),
  id: z.string().min(1).max(512),
})

const range = {
  from: z.string().max(64).optional().describe('Included: ISO 8601 or microseconds since 1970'),
  to: z.string().max(64).optional().describe('Not included'),
}

export const SubjectParams = z.object({
  ...range,
  bins: z.coerce.number().int().min(1).max(MAX_SUBJECT_BINS).default(60),
  offset: z.coerce
    .number()
    .int()
    .min(-MAX_OFFSET_MINUTES)
    .max(MAX_OFFSET_MINUTES)
    .default(0)
    .describe("Minutes that the reader's zone is ahead of UTC: bins of days begin at their midnight"),
})

export const SubjectCallsParams = z.object({
  ...range,
  outcome: z.enum(OUTCOMES).optional(),
  reason: z.string().max(256).optional().describe('As the calls name it; empty = none was given'),
  limit: z.coerce.number().int().min(1).max(MAX_SUBJECT_CALLS).default(25),
})

const people = z.object({
  values: list(z.object({ value: z.string(), sessions: count, lastTs: micros })).describe('Seen last first'),
  distinct: count,
})

const quantiles = z
  .object({ count, p50: z.number(), p95: z.number() })
  .nullable()
  .describe('null = it is known of no call')

const counted = z.partialRecord(z.enum(OUTCOMES), count).describe('Only outcomes that there are')

const ANSWERED = {
  asOf: count.describe('Everything up to this snapshot was read'),
  millis: z.number(),
  rowsRead: count,
  from: micros,
  to: micros.describe('Not included'),
}

export const SubjectAnswer = z
  .object({
    ...ANSWERED,
    firstTs: micros.describe('Of all time'),
    lastTs: micros,
    accounts: people,
    staffs: people,
    devices: people,
    sessions: z.object({ count, latest: list(SessionSchema) }),
    events: z.object({ events: count, warnings: count, errors: count, alarms: count }),
    delivery: z.object({
      recorded: count,
      stored: count,
      holedSessions: count,
      ratio: z.number().nullable().describe('null when nothing was recorded'),
    }),
    calls: z.object({
      count,
      complete: z.boolean().describe('false = more ways to end than are counted'),
      outcomes: counted,
      media: z.partialRecord(z.enum(MEDIA_VERDICTS), count),
      width: z.int().min(1).describe('Microseconds; the first bin begins at `start`'),
      start: micros,
      bins: list(z.object({ from: micros, counts: counted })).describe('Only bins with calls, by time'),
      reasons: list(z.object({ outcome: z.enum(OUTCOMES), reason: z.string().nullable(), count })).describe(
        'Of calls that failed or dropped, most frequent first',
      ),
      setup: quantiles.describe('Microseconds from the first event to the first ringing, of outbound calls'),
      mos: quantiles.describe('Lowest MOS of each call; 95 % of the calls were better than p95'),
    }),
  })
  .meta({ id: 'Subject' })

export const SubjectCallsAnswer = z
  .object({ ...ANSWERED, count: count.describe('All that match'), calls: list(CallSchema) })
  .meta({ id: 'SubjectCalls' })

export const SubjectStatesAnswer = z
  .object({
    ...ANSWERED,
    spans: list(
      z.object({ session: z.string(), staff: z.string(), firstTs: micros, lastTs: micros }),
    ).describe('From when there is a log, newest first'),
    changes: list(
      z.object({
        session: z.string(),
        seq: count,
        ts: micros,
        machine: z.enum(['seat', 'websocket']),
        source: z.string(),
        to: z.string(),
      }),
    ).describe('By time; also those shortly before `from`'),
    since: micros.nullable().describe('Earlier changes were not read: there are too many'),
  })
  .meta({ id: 'SubjectStates' })
