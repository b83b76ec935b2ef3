import { z } from 'zod'

/** Rows of one answer: a screen shows 60, and 1,000 are about 1 MB. */
export const MAX_ROWS = 1_000
const DEFAULT_ROWS = 200
/** Bars that can be told apart. */
const MAX_BINS = 300
const MAX_FACET_VALUES = 200
const MAX_CONTEXT_ROWS = 500
/** A pasted chat sentence. */
const MAX_SEARCH_CHARS = 2_000
/** Beyond it the query language says `too-long` in words; this bounds what it is given. */
const MAX_TEXT_CHARS = 20_000

const text = (description: string) => z.string().max(MAX_TEXT_CHARS).describe(description)

export const ORDER_WORDS = ['asc', 'desc'] as const
const YES = ['1', 'true'] as const
const NO = ['0', 'false'] as const
export const YES_OR_NO = [...YES, ...NO] as const

/** Which events: shared by every question about a list. */
export const ScopeParams = z.object({
  q: text('Query in the query language; empty = everything').optional(),
  from: text('Corrected time, included: ISO 8601 or microseconds since 1970').optional(),
  to: text('Corrected time, not included').optional(),
  asOf: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Snapshot, as an earlier answer gave it; absent = everything committed by now'),
  sample: z
    .enum([...YES, ...NO, 'auto'])
    .optional()
    .describe(
      '1 = the sample counts too, 0 = it does not. auto = where the query names a subject or `is:sample`, or nothing else ' +
        'is stored. Absent: only where the query names a session',
    ),
  queryId: z
    .string()
    .regex(/^[0-9A-Za-z_-]{8,64}$/)
    .optional()
    .describe('Chosen by the asker, to watch or end this query under /api/queries/{id}'),
})

const order = z.enum(ORDER_WORDS).default('desc').describe('Of (ts, session, seq)')
const limit = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual)
const cursor = z
  .string()
  .max(200)
  .optional()
  .describe('ts.session.seq, as `before` and `after` of an answer give it; the row itself is not included')
const direction = z
  .enum(['after', 'before'])
  .default('after')
  .describe('Rows that follow the cursor in this order, or those in front of it')

export const RowsParams = ScopeParams.extend({
  order,
  position: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Number of the first row, from 0; takes the place of a cursor'),
  cursor,
  direction,
  limit: limit(MAX_ROWS, DEFAULT_ROWS),
})

export const SESSION_ID = z.string().regex(/^[0-9A-Za-z_-]{1,64}$/)
const seq = z.coerce.number().int().min(1)

export const PositionParams = ScopeParams.extend({
  order,
  session: SESSION_ID.optional(),
  seq: seq.optional(),
  ts: text('Instead of an event: the first row at or after this time (in `desc`: at or before)').optional(),
})

export const FindParams = ScopeParams.extend({
  find: text('What to look for among the rows of `q`'),
  order,
  cursor,
  direction,
})

export const HistogramParams = ScopeParams.extend({
  bins: z.coerce.number().int().min(2).max(MAX_BINS).default(120),
})
export const FacetsParams = ScopeParams.extend({ values: limit(MAX_FACET_VALUES, 20) })

/** The longest key of an attribute, with its family. */
const MAX_FIELD_CHARS = 400
const MAX_CONTAINS_CHARS = 200

export const ValuesParams = ScopeParams.extend({
  field: z
    .string()
    .min(1)
    .max(MAX_FIELD_CHARS)
    .describe('Field of the query language; `attr.` gives the keys of attributes'),
  contains: z
    .string()
    .max(MAX_CONTAINS_CHARS)
    .default('')
    .describe('Only values that contain this, in any case'),
  limit: limit(MAX_FACET_VALUES, 20),
})

export const EventPath = z.object({ session: SESSION_ID, seq })
export const ContextParams = ScopeParams.pick({ asOf: true }).extend({
  before: z.coerce.number().int().min(0).max(MAX_CONTEXT_ROWS).default(20),
  after: z.coerce.number().int().min(0).max(MAX_CONTEXT_ROWS).default(20),
})

export const SessionPath = z.object({ id: SESSION_ID })
export const CallPath = z.object({ id: z.string().min(1).max(256) })
export const QueryPath = z.object({ id: z.string().regex(/^[0-9A-Za-z_-]{8,64}$/) })

export const SearchParams = z.object({
  text: z
    .string()
    .min(1)
    .max(MAX_SEARCH_CHARS)
    .describe('A number in any spelling, any id, or a sentence with them'),
  around: z
    .string()
    .regex(/^-?\d{1,16}(?:,-?\d{1,16}){0,7}$/)
    .optional()
    .describe('Microseconds since 1970, up to eight: what was nearest to any of them comes first'),
})

export const TailParams = ScopeParams.pick({ q: true, sample: true }).extend({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Snapshot after which to begin; absent = now. `Last-Event-ID` comes before it'),
})
