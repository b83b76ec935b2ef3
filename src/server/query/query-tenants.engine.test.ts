import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { SearchAnswer } from '#protocol/schema/query-answers.ts'
import { HOSTILE_TEXTS } from '#testing/arbitraries/text.ts'
import { LOCAL, OTHER, path, startQueryWorld, type QueryWorld } from '#testing/query-world.ts'

let world: QueryWorld
beforeAll(async () => {
  world = await startQueryWorld()
})
afterAll(() => world?.stop())

describe('two tenants that share ids', () => {
  const routes = fc.constantFrom(
    '/api/events/count',
    '/api/events/rows',
    '/api/events/facets',
    '/api/events/histogram',
    '/api/events/s-call/2',
    '/api/events/s-0/1/context',
    '/api/sessions/s-call',
    '/api/calls/call-1',
  )
  const queries = fc.constantFrom(
    '',
    'secret',
    'session:s-call',
    'callid:call-1',
    'account:Acme',
    '-message:x',
    'message:of OR message:message',
    'id:trk-42',
    'session.browser:""',
  )

  test('never see a row of one another', async () => {
    await fc.assert(
      fc.asyncProperty(routes, queries, fc.constantFrom('asc', 'desc'), async (route, q, order) => {
        const response = await world.appFor(LOCAL).request(path(route, { q, order, limit: 1_000 }))
        const text = await response.text()
        expect(response.status).toBe(200)
        expect(text).not.toContain('secret of the other')
        expect(text).not.toContain('"tenant":"other"')
      }),
      { numRuns: 60 },
    )
    const found = await world.ask(SearchAnswer, '/api/search', { text: '13800138000' }, OTHER)
    expect(found.calls).toEqual([])
  })
})

test('hostile input is refused or answered, never a failure of ours', async () => {
  const texts = [
    ...HOSTILE_TEXTS,
    '\u0000',
    '\ud800',
    "' OR 1=1 --",
    '{q0:String}',
    '%',
    '9'.repeat(400),
    'a'.repeat(5_000),
  ]
  const app = world.appFor(LOCAL)
  for (const text of texts) {
    const value = encodeURIComponent(text.toWellFormed())
    const quoted = encodeURIComponent(
      `"${text.toWellFormed().replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
    )
    for (const url of [
      `/api/events/count?q=${value}`,
      `/api/events/rows?q=message:${quoted}&limit=5`,
      `/api/events/rows?q=session:${quoted}&limit=5`,
      `/api/events/rows?q=callid:${quoted}&limit=5`,
      `/api/events/rows?cursor=${value}`,
      `/api/events/count?from=${value}`,
      `/api/events/count?asOf=${value}`,
      `/api/events/find?find=${value}`,
      `/api/search?text=${value}`,
      `/api/calls/${value}`,
      `/api/sessions/${value}`,
      `/api/events/${value}/1`,
      `/api/tail?after=${value}&q=(`,
    ]) {
      const response = await app.request(url)
      await response.text()
      expect([url, response.status]).toEqual([url, expect.toSatisfy((status: number) => status < 500)])
    }
  }
})

test('nothing of all this was a failure of ours', () => {
  expect(world.bugs).toEqual([])
})
