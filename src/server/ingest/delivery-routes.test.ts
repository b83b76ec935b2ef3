import { OpenAPIHono } from '@hono/zod-openapi'
import { describe, expect, test } from 'vitest'
import type { SessionId, TenantId } from '#protocol/ids.ts'
import type { AppEnv } from '../http/env.ts'
import type { DeliveryLedger } from '../ports.ts'
import { createKeyring } from '../process/keyring.ts'
import { deliveryRoutes } from './delivery-routes.ts'
import { uploadCounters } from './upload-counters.ts'

const ACME = 'acme' as TenantId
const asked: unknown[] = []
const delivery: Pick<DeliveryLedger, 'sessions' | 'totals'> = {
  totals: async (tenant, kind) => {
    asked.push([tenant, kind])
    return Promise.resolve({ sessions: 2, expected: 1_000, events: 990, rejected: 4, lost: 1 })
  },
  sessions: async (_, kind, sessions) =>
    Promise.resolve(
      sessions.map((session) => ({
        session,
        kind,
        highest: session === ('empty' as SessionId) ? 0 : 10,
        stored: session === ('empty' as SessionId) ? 0 : 7,
        rejected: 1,
        conflicts: 0,
        lost: 0,
        missing: 2,
        missingRanges: [[3, 4] as const],
      })),
    ),
}

function serve() {
  const counters = uploadCounters()
  const keyring = createKeyring([{ version: 1, secret: new Uint8Array(32) }])
  const app = new OpenAPIHono<AppEnv>()
  app.use(async (c, next) => {
    c.set('tenant', ACME)
    await next()
  })
  app.route('/', deliveryRoutes({ delivery, counters, keyring }))
  return { app, counters, keyring }
}

describe('GET /api/delivery', () => {
  test('says how much arrived, overall and by session', async () => {
    const { app, counters, keyring } = serve()
    counters.receive(ACME, 10).settle({ stored: 6, duplicates: 1, rejected: { invalid: 2, conflict: 1 } })
    counters.receive(ACME, 5)
    counters.receive(ACME, 7).turnAway()
    counters.receive('other' as TenantId, 99)
    keyring.of(ACME).count('secret-text')
    const response = await app.request('/api/delivery?session=a&session=empty')
    expect(await response.json()).toEqual({
      sinceStart: {
        received: 15,
        stored: 6,
        duplicates: 1,
        rejected: { invalid: 2, 'too-large': 0, conflict: 1 },
        pending: 5,
        turnedAway: 7,
        redacted: { 'number-attribute': 0, 'number-text': 0, 'secret-attribute': 0, 'secret-text': 1 },
      },
      total: { sessions: 2, recorded: 1_000, stored: 990, rejected: 4, lost: 1, missing: 5, ratio: 0.99 },
      sessions: [
        expect.objectContaining({ session: 'a', missing: 2, missingRanges: [[3, 4]], ratio: 0.7 }),
        expect.objectContaining({ session: 'empty', ratio: null }),
      ],
    })
    expect(asked.at(-1)).toEqual([ACME, 'live'])
  })

  test('one session', async () => {
    const response = await serve().app.request('/api/delivery?session=a&kind=import')
    expect(await response.json()).toMatchObject({ sessions: [{ session: 'a' }] })
    expect(asked.at(-1)).toEqual([ACME, 'import'])
  })

  test.each(['session=a%20b', 'kind=all', Array.from({ length: 101 }, () => 'session=a').join('&')])(
    'refuses %.30s',
    async (query) => {
      expect((await serve().app.request(`/api/delivery?${query}`)).status).toBe(400)
    },
  )
})
