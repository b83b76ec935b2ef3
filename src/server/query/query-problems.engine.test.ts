import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CountAnswer } from '#protocol/schema/query-answers.ts'
import { LOCAL, path, startQueryWorld, until, type QueryWorld } from '#testing/query-world.ts'

let world: QueryWorld
beforeAll(async () => {
  world = await startQueryWorld()
})
afterAll(() => world?.stop())

describe('what cannot be answered says why', () => {
  test.each([
    ['/api/events/count?q=(level:error', 'query-syntax', 400],
    ['/api/events/count?q=level:nonsense', 'query-syntax', 400],
    ['/api/events/find?find=(', 'query-syntax', 400],
    ['/api/events/count?from=yesterday', 'invalid-request', 400],
    ['/api/events/rows?cursor=1.2', 'invalid-request', 400],
    ['/api/events/rows?limit=1001', 'invalid-request', 400],
    ['/api/events/rows?position=-1', 'invalid-request', 400],
    ['/api/events/rows?position=3&cursor=1.s.1', 'invalid-request', 400],
    ['/api/events/position', 'invalid-request', 400],
    ['/api/events/position?session=nope&seq=1', 'event-not-found', 404],
    ['/api/events/s-call/7', 'event-not-found', 404],
    ['/api/events/s-call/7/context', 'event-not-found', 404],
    ['/api/sessions/nowhere', 'session-not-found', 404],
    ['/api/calls/nothing', 'call-not-found', 404],
    ['/api/queries/abcdefgh', 'query-not-found', 404],
  ])('%s', async (url, code, status) => {
    const response = await world.appFor(LOCAL).request(url)
    expect([response.status, await response.json()]).toMatchObject([status, { code }])
  })

  test('a query fault carries its position', async () => {
    const response = await world.appFor(LOCAL).request(path('/api/events/count', { q: 'ok level:nonsense' }))
    expect(await response.json()).toMatchObject({
      parameter: 'q',
      position: expect.any(Number),
      detail: expect.stringContaining('level'),
    })
  })
})

test('everything is in the generated description', async () => {
  const app = world.appFor(LOCAL)
  app.doc31('/doc', { openapi: '3.1.0', info: { title: 'test', version: '1' } })
  const doc = (await (await app.request('/doc')).json()) as {
    paths: Record<string, Record<string, unknown>>
    components: { schemas: Record<string, unknown> }
  }
  expect(Object.keys(doc.paths).toSorted()).toEqual([
    '/api/calls/{id}',
    '/api/events/count',
    '/api/events/facets',
    '/api/events/find',
    '/api/events/histogram',
    '/api/events/position',
    '/api/events/rows',
    '/api/events/{session}/{seq}',
    '/api/events/{session}/{seq}/context',
    '/api/queries/{id}',
    '/api/search',
    '/api/sessions/{id}',
    '/api/tail',
  ])
  expect(Object.keys(doc.components.schemas)).toEqual(
    expect.arrayContaining(['RowChunk', 'Rows', 'Search', 'CallCard', 'Problem']),
  )
  expect(JSON.stringify(doc.paths['/api/events/rows'])).toContain('#/components/schemas/Rows')
})

test('an engine that dies is told as away for a moment, then all is there again', async () => {
  const app = world.appFor(LOCAL)
  const { count } = await world.ask(CountAnswer, '/api/events/count')
  world.engine.kill()
  const away = await app.request('/api/events/rows')
  expect([away.status, await away.json()]).toMatchObject([503, { code: 'store-unavailable' }])
  expect(away.headers.get('retry-after')).toBe('2')
  await until(async () => (await app.request('/api/events/rows')).status === 200)
  expect((await world.ask(CountAnswer, '/api/events/count')).count).toBe(count)
})

test('nothing of all this was a failure of ours', () => {
  expect(world.bugs).toEqual([])
})
