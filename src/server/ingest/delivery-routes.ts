import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { REJECT_REASONS } from '#protocol/envelope.ts'
import type { SessionId } from '#protocol/ids.ts'
import { KINDS } from '#protocol/kind.ts'
import type { AppEnv } from '../http/env.ts'
import { newRoutes, problemAnswer } from '../http/routes.ts'
import { REDACTION_RULES, type DeliveryLedger, type Keyring, type SessionDelivery } from '../ports.ts'
import type { UploadCounters } from './upload-counters.ts'

export interface DeliveryDeps {
  readonly delivery: Pick<DeliveryLedger, 'sessions' | 'totals'>
  readonly counters: UploadCounters
  readonly keyring: Keyring
}

/** One page of the session list. */
const MAX_SESSIONS = 100

const count = z.int().min(0)
const ratio = z
  .number()
  .nullable()
  .openapi({ description: 'Stored of all that was recorded; null when nothing was' })

const SessionDeliverySchema = z
  .object({
    session: z.string(),
    highest: count.openapi({ description: 'Highest seq known of, arrived or only announced' }),
    stored: count,
    rejected: count,
    conflicts: count,
    lost: count.openapi({ description: 'Declared lost by the client' }),
    missing: count.openapi({ description: 'Neither stored, nor rejected, nor declared lost' }),
    missingRanges: z.array(z.tuple([z.int(), z.int()])).openapi({ description: 'The first of them' }),
    ratio,
  })
  .openapi('SessionDelivery')

const DeliverySchema = z
  .object({
    sinceStart: z
      .object({
        received: count,
        stored: count,
        duplicates: count,
        rejected: z.record(z.enum(REJECT_REASONS), count),
        pending: count,
        turnedAway: count.openapi({
          description: 'Sent back unacknowledged, to come again; not in `received`',
        }),
        redacted: z
          .record(z.enum(REDACTION_RULES), count)
          .openapi({ description: 'Numbers and secrets taken out' }),
      })
      .openapi({ description: 'Of this process: received = stored + duplicates + all rejected + pending' }),
    total: z.object({
      sessions: count,
      recorded: count,
      stored: count,
      rejected: count,
      lost: count,
      missing: count,
      ratio,
    }),
    sessions: z.array(SessionDeliverySchema),
  })
  .openapi('Delivery')

const sessionId = z.string().regex(/^[0-9A-Za-z_-]{1,64}$/)

const route = createRoute({
  method: 'get',
  path: '/api/delivery',
  summary: 'How much of what was recorded has arrived, overall and for the sessions asked for',
  request: {
    query: z.object({
      kind: z.enum(KINDS).default('live'),
      session: z
        .union([sessionId.transform((id) => [id]), z.array(sessionId)])
        .default([])
        .refine((ids) => ids.length <= MAX_SESSIONS, `at most ${MAX_SESSIONS} sessions`),
    }),
  },
  responses: {
    200: { description: 'The account', content: { 'application/json': { schema: DeliverySchema } } },
    400: problemAnswer('Not a kind or a session id'),
    503: problemAnswer('The store is away; see Retry-After'),
  },
})

/** `GET /api/delivery`. Durable figures come from the store, those since the start from ingest itself. */
export function deliveryRoutes({ delivery, counters, keyring }: DeliveryDeps): OpenAPIHono<AppEnv> {
  const app = newRoutes()
  app.openapi(route, async (c) => {
    const { kind, session } = c.req.valid('query')
    const tenant = c.get('tenant')
    const asked = session as readonly string[] as readonly SessionId[]
    const [total, sessions] = await Promise.all([
      delivery.totals(tenant, kind),
      asked.length === 0 ? [] : delivery.sessions(tenant, kind, asked),
    ])
    const { expected: recorded, events: stored, rejected, lost } = total
    const missing = Math.max(0, recorded - stored - rejected - lost)
    const counted = counters.counts(tenant)
    return c.json(
      {
        sinceStart: {
          ...counted,
          rejected: { ...counted.rejected },
          redacted: { ...keyring.of(tenant).counts() },
        },
        total: {
          sessions: total.sessions,
          recorded,
          stored,
          rejected,
          lost,
          missing,
          ratio: ratioOf(stored, recorded),
        },
        sessions: sessions.map(sessionAnswer),
      },
      200,
    )
  })
  return app
}

function sessionAnswer(it: SessionDelivery): z.infer<typeof SessionDeliverySchema> {
  const { session, highest, stored, rejected, conflicts, lost, missing } = it
  const missingRanges = it.missingRanges.map(([from, to]): [number, number] => [from, to])
  return {
    session,
    highest,
    stored,
    rejected,
    conflicts,
    lost,
    missing,
    missingRanges,
    ratio: ratioOf(stored, highest),
  }
}

function ratioOf(stored: number, recorded: number): number | null {
  return recorded === 0 ? null : stored / recorded
}
