import { z } from 'zod'
import { KINDS } from '../kind.ts'

const count = z.int().min(0)

export const HEALTH_STATUSES = ['starting', 'ready', 'degraded', 'failed'] as const

export const HealthAnswer = z
  .object({
    status: z
      .enum(HEALTH_STATUSES)
      .describe('degraded: the engine restarts or the disk is nearly full, requests may answer 503'),
    reason: z.string().optional().describe('One sentence, when not ready'),
    version: z.string(),
    engine: z.object({
      mode: z.enum(['embedded', 'external']),
      version: z.string().nullable(),
      restarts: z.int().describe('Since the server started'),
    }),
    uptime: z.number().describe('Seconds'),
    disk: z
      .object({ freeBytes: z.number(), totalBytes: z.number() })
      .nullable()
      .describe('Of the data directory; null for an external engine'),
  })
  .meta({ id: 'Health' })
export type HealthAnswer = z.infer<typeof HealthAnswer>

const held = z.object({
  sessions: count,
  events: count,
  expected: count.describe('Recorded: sum over sessions of the highest seq known of'),
  rejected: count,
  lost: count.describe('Declared lost by clients'),
  missing: count.describe('Neither stored, nor rejected, nor declared lost'),
  ratio: z.number().nullable().describe('Stored of all that was recorded; null when nothing was'),
})

export const StatusAnswer = z
  .object({
    health: HealthAnswer,
    store: z
      .object({
        partitions: count.describe('Days by kind'),
        parts: count,
        rows: count,
        bytes: count.describe('Compressed, on the disk'),
        allBytes: count.describe('Of all tables together'),
      })
      .describe('The table of events, of all tenants together'),
    kinds: z.object({ live: held, import: held, sample: held } satisfies Record<
      (typeof KINDS)[number],
      unknown
    >),
    rejects: z
      .array(z.object({ kind: z.enum(KINDS), reason: z.string(), count }))
      .describe(
        'Stored refusals, most frequent first; conflicts are events that came again with other content',
      ),
    retention: z.object({
      days: count.nullable().describe('After the receipt; null: kept'),
      diskPercent: count.nullable(),
    }),
  })
  .meta({ id: 'Status' })
export type StatusAnswer = z.infer<typeof StatusAnswer>
