import { z } from 'zod'
import { ORDER_WORDS, ScopeParams, YES_OR_NO } from './query-params.ts'

export const EXPORT_FORMATS = ['ndjson', 'csv', 'text'] as const

/** As many as a link has. */
const MAX_COLUMNS_CHARS = 4_000

export const ExportParams = ScopeParams.extend({
  format: z.enum(EXPORT_FORMATS).default('ndjson'),
  order: z.enum(ORDER_WORDS).default('desc').describe('Of (ts, session, seq)'),
  columns: z
    .string()
    .max(MAX_COLUMNS_CHARS)
    .optional()
    .describe(
      'Of csv and text: fields with commas between them, `attr.<key>` among them. Absent = the usual ones',
    ),
  zone: z
    .string()
    .max(64)
    .default('UTC')
    .describe('Of csv and text: zone of the times, an IANA name or `UTC+08:00`'),
  payload: z
    .enum(YES_OR_NO)
    .optional()
    .describe('1 = with the payload as its raw text. Absent: in ndjson only'),
  bom: z
    .enum(YES_OR_NO)
    .optional()
    .describe('Of csv: 1 = begin with a byte order mark, by which Excel knows UTF-8'),
})

export const ExportPath = z.object({ id: z.string().regex(/^[0-9A-Za-z_-]{8,64}$/) })

const count = z.int().min(0)

export const ExportAnswer = z
  .object({
    queryId: z.string(),
    format: z.enum(EXPORT_FORMATS),
    asOf: count.describe('Snapshot that was read'),
    total: count.nullable().describe('Rows at the snapshot; null = could not be counted in time'),
    rows: count.describe('Written so far'),
    bytes: count.describe('Written so far'),
    state: z.enum(['running', 'complete', 'failed', 'cancelled']),
    complete: z.boolean().describe('All rows of the snapshot are in it'),
    sha256: z.string().nullable().describe('Of all bytes, lower-case hex; null while it runs'),
    reason: z.string().optional().describe('Why it is not complete'),
  })
  .meta({ id: 'Export' })
export type ExportAnswer = z.infer<typeof ExportAnswer>
