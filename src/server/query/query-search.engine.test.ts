import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SearchAnswer } from '#protocol/schema/query-answers.ts'
import { startQueryWorld, token, type QueryWorld } from '#testing/query-world.ts'

let world: QueryWorld
beforeAll(async () => {
  world = await startQueryWorld()
})
afterAll(() => world?.stop())

describe('search', () => {
  test.each([
    ['13800138000', 'number'],
    ['+86 138-0013-8000', 'number'],
    ['8000', 'number'],
    ['138****8000', 'number'],
    [token, 'number'],
    ['call-1', 'call'],
    ['s-call', 'session'],
    ['acme', 'account'],
    ['1001', 'staff'],
    ['d-7', 'device'],
    ['trk-42', 'id'],
    ['客户 13800138000 昨天 10:07 掉线了，请看一下', 'number'],
    ['Please look at tracking_id=trk-42, thanks', 'id'],
    ['会话s-call的问题', 'session'],
  ])('%s is found by %s', async (text, by) => {
    const found = await world.ask(SearchAnswer, '/api/search', { text })
    expect(found.calls.map(({ callid }) => callid)).toEqual(['call-1'])
    expect(found.calls[0]?.matched).toContain(by)
    expect(found.calls[0]).toMatchObject({
      outcome: 'dropped',
      number: '138****8000',
      delivery: { missing: 2 },
    })
    expect(found.sessions.map(({ session }) => session)).toEqual(['s-call'])
    expect(JSON.stringify(found)).not.toContain('13800138000')
  })

  test.each(['139****8000', '13900139000', 'nobody', '****', '"; DROP TABLE events'])(
    '%s finds nothing',
    async (text) => {
      expect((await world.ask(SearchAnswer, '/api/search', { text })).calls).toEqual([])
    },
  )
})

test('nothing of all this was a failure of ours', () => {
  expect(world.bugs).toEqual([])
})
