import { z } from 'zod'
import type { Level } from '../level.ts'
import { KINDS } from '../kind.ts'
import { INTEGER_COLUMNS, ROW_CHUNK_VERSION, TEXT_COLUMNS, type RowChunk } from '../row-chunk.ts'
import { SESSION_FIELDS } from '../session.ts'
import { MEDIA_VERDICTS, OUTCOMES } from '../vocabulary/call-outcome.ts'

const count = z.int().min(0)
const micros = z.int().describe('Microseconds since 1970')
/** Answers are made of what the store gives, which nobody changes. */
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly()
const each = <Name extends string, Schema>(names: readonly Name[], schema: Schema) =>
  Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, Schema>
const integers = list(z.int())

const rowsRead = count.describe('Rows that the engine read for it, of all tables together')

/** In every answer about a list. */
const ANSWERED = {
  asOf: count.describe('Snapshot that was read; ask with it for answers that agree'),
  millis: z.number().describe('Time the server took'),
  rowsRead,
  partial: z
    .object({ reason: z.enum(['time']), scannedTo: micros.describe('How far it got from where it began') })
    .nullable()
    .describe('null = the answer is whole'),
}

export const RowChunkSchema: z.ZodType<RowChunk> = z
  .object({
    v: z.literal(ROW_CHUNK_VERSION),
    tenant: z.string(),
    rows: count,
    strings: list(z.string()).describe('Interned texts; the first is empty and means "absent"'),
    columns: z.object({
      ...each(TEXT_COLUMNS, integers.describe('Indexes into strings')),
      ...each(INTEGER_COLUMNS, integers),
      message: list(z.string()),
      attrs: list(list(z.union([z.int(), z.string()]))).describe(
        'Per row: key (index into strings), value, key, value …',
      ),
    }),
  })
  .meta({ id: 'RowChunk', description: 'Events as columns' })

const cursor = z.string().nullable()

export const CountAnswer = z.object({ ...ANSWERED, count }).meta({ id: 'Count' })

export const RowsAnswer = z
  .object({
    ...ANSWERED,
    order: z.enum(['asc', 'desc']),
    chunk: RowChunkSchema,
    position: count.nullable().describe('Number of the first row, where it was asked for by position'),
    complete: z.boolean().describe('Nothing further in the direction that was asked for'),
    before: cursor.describe('Cursor of the first row'),
    after: cursor.describe('Cursor of the last row'),
  })
  .meta({ id: 'Rows' })

export const PositionAnswer = z
  .object({
    ...ANSWERED,
    position: count.describe('From 0; equals `count` where nothing comes after'),
    exact: z.boolean().describe('The event itself is in the list; otherwise it is the place of the next one'),
    count,
  })
  .meta({ id: 'Position' })

export const FindAnswer = z
  .object({
    ...ANSWERED,
    found: z
      .object({ chunk: RowChunkSchema, cursor: z.string(), position: count.nullable() })
      .nullable()
      .describe('null = no further hit'),
  })
  .meta({ id: 'Find' })

const levelCounts = z.object({ debug: count, info: count, warn: count, error: count } satisfies Record<
  Level,
  typeof count
>)

export const HistogramAnswer = z
  .object({
    ...ANSWERED,
    from: micros,
    to: micros.describe('Not included'),
    width: z.int().min(1).describe('Microseconds; bins start at multiples of it'),
    bins: list(z.object({ from: micros, counts: levelCounts })).describe('Only bins with events'),
  })
  .meta({ id: 'Histogram' })

export const FacetsAnswer = z
  .object({
    ...ANSWERED,
    count,
    facets: list(
      z.object({
        name: z.string().describe('Field of the query language'),
        values: list(z.object({ value: z.string(), count })).describe(
          'Most frequent first; empty = not known',
        ),
        distinct: count,
        others: count.describe('Events with a value that is not listed'),
      }),
    ),
  })
  .meta({ id: 'Facets' })

export const ValuesAnswer = z
  .object({
    ...ANSWERED,
    values: list(z.object({ value: z.string(), count })).describe(
      'Most frequent first; never the empty value',
    ),
    distinct: count.describe('How many values there are in all'),
  })
  .meta({ id: 'Values' })

export const EventAnswer = z
  .object({
    chunk: RowChunkSchema,
    payload: z.string().describe('Raw text, exactly as it was received'),
  })
  .meta({ id: 'Event' })

export const ContextAnswer = z
  .object({
    asOf: count,
    chunk: RowChunkSchema.describe('Neighbours and the event itself, by seq'),
    index: count.describe('Row of the event itself'),
  })
  .meta({ id: 'Context' })

const delivery = z
  .object({
    highest: count.describe('Greatest seq known to have been recorded'),
    stored: count,
    rejected: count,
    lost: count.describe('Declared lost by the client'),
    missing: count.describe('Neither stored, nor rejected, nor declared lost'),
    ratio: z.number().nullable().describe('Stored of all recorded; null when nothing was recorded'),
  })
  .meta({ id: 'SeqDelivery' })

const SUMMARY = {
  kind: z.enum(KINDS),
  firstTs: micros,
  lastTs: micros,
  events: count,
  warnings: count,
  errors: count,
  alarms: count,
  delivery,
}

const recordFields = each(SESSION_FIELDS, z.string().optional())

const SESSION = {
  session: z.string(),
  ...SUMMARY,
  accounts: list(z.string()).describe('As the client claimed'),
  staffs: list(z.string()),
  devices: list(z.string()),
  callids: list(z.string()),
  record: z.object({ ...recordFields, custom: z.record(z.string(), z.string()).optional() }),
}

export const SessionSchema = z.object(SESSION).meta({ id: 'Session' })

export const SessionAnswer = z
  .object({
    ...SESSION,
    missing: z.object({
      ranges: list(
        z.object({ from: count, to: count, because: z.enum(['lost', 'rejected', 'deleted', 'unknown']) }),
      ),
      complete: z.boolean().describe('false = there are more holes than are listed'),
    }),
  })
  .meta({ id: 'SessionCard' })

const CALL = {
  callid: z.string(),
  ...SUMMARY,
  outcome: z.enum(OUTCOMES),
  reason: z.string().nullable(),
  endedBy: z.string().nullable(),
  ringMicros: count.nullable(),
  talkMicros: count.nullable(),
  media: z.enum(MEDIA_VERDICTS),
  direction: z.string().nullable(),
  sipCode: z.number().nullable(),
  sessions: list(z.string()),
  number: z.string().nullable().describe('Masked'),
  hasNumber: z.boolean().describe('The number is kept, sealed; it comes out by a reveal only'),
}

export const CallSchema = z.object(CALL).meta({ id: 'Call' })

export const CallAnswer = z.object({ ...CALL, sessionCards: list(SessionSchema) }).meta({ id: 'CallCard' })

const matched = list(z.string()).describe(
  'What was recognised: number, call, session, account, staff, device, id',
)

export const SearchAnswer = z
  .object({
    asOf: count,
    millis: z.number(),
    rowsRead,
    understood: z.object({
      numbers: list(z.string()).describe('Masked'),
      words: list(z.string()).describe('Looked up as ids and names'),
    }),
    calls: list(z.object({ ...CALL, matched })).describe('Newest first'),
    sessions: list(z.object({ ...SESSION, matched })).describe('Newest first'),
    truncated: z.boolean().describe('There is more than is listed'),
  })
  .meta({ id: 'Search' })

export const RunningAnswer = z
  .object({
    queryId: z.string(),
    seconds: z.number(),
    rowsRead: count.describe('By the statement that runs now'),
    rowsTotal: count.describe('Estimate of what it will read; 0 = not known yet'),
    bytesRead: count,
    memoryBytes: count,
  })
  .meta({ id: 'RunningQuery' })
