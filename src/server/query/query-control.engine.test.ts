import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StoredEvent } from '#protocol/event.ts'
import type { IngestPosition } from '#protocol/ids.ts'
import { decodeRows, type RowChunk } from '#protocol/row-chunk.ts'
import { insertEvents } from '#testing/insert-events.ts'
import { LOCAL, OTHER, plain, startQueryWorld, until, type QueryWorld } from '#testing/query-world.ts'

const nameOf = ({ session, seq }: StoredEvent) => `${session}/${seq}`
const eventsOf = (chunk: unknown) => decodeRows(chunk as RowChunk)

let world: QueryWorld
beforeAll(async () => {
  world = await startQueryWorld()
})
afterAll(() => world?.stop())

const processes = async () => {
  const result = await world.engine.clients.writer.query({
    query: "SELECT count() FROM system.processes WHERE startsWith(query_id, 'api:')",
    format: 'JSONCompactEachRow',
  })
  const [row] = await result.json<readonly [string]>()
  return Number(row?.[0])
}
describe('cancel', () => {
  test('ends the statement in the engine, and shows it while it runs', async () => {
    world.slow = true
    const app = world.appFor(LOCAL)
    const answer = app.request('/api/events/count?queryId=slow-query-1')
    await until(async () => (await processes()) > 0)
    const shown = await app.request('/api/queries/slow-query-1')
    expect([shown.status, await shown.json()]).toMatchObject([200, { queryId: 'slow-query-1' }])
    expect((await app.request('/api/events/count?queryId=slow-query-1')).status).toBe(409)
    // Another tenant neither sees nor ends it.
    const foreign = world.appFor(OTHER)
    expect((await foreign.request('/api/queries/slow-query-1')).status).toBe(404)
    expect((await foreign.request('/api/queries/slow-query-1', { method: 'DELETE' })).status).toBe(404)
    expect(await processes()).toBe(1)
    const cancelled = await app.request('/api/queries/slow-query-1', { method: 'DELETE' })
    expect(cancelled.status).toBe(204)
    expect(await processes()).toBe(0)
    const response = await answer
    world.slow = false
    expect([response.status, await response.json()]).toMatchObject([409, { code: 'query-cancelled' }])
  })

  test('happens as well when the asker goes away', async () => {
    world.slow = true
    const leaving = new AbortController()
    const answer = world.appFor(LOCAL).request('/api/events/count', { signal: leaving.signal })
    await until(async () => (await processes()) > 0)
    leaving.abort()
    await until(async () => (await processes()) === 0)
    expect((await answer).status).toBe(409)
    world.slow = false
  })
})

describe('tail', () => {
  interface Told {
    readonly id: number
    readonly data: { readonly asOf: number; readonly skipped: number; readonly chunk?: RowChunk }
  }

  async function* tail(
    url: string,
    signal: AbortSignal,
    headers: Record<string, string> = {},
  ): AsyncGenerator<Told> {
    const response = await world.appFor(LOCAL).request(url, { signal, headers })
    expect(response.status).toBe(200)
    let text = ''
    const decoder = new TextDecoder()
    const body = response.body?.getReader()
    for (;;) {
      const part = await body?.read()
      if (part === undefined || part.done) return
      text += decoder.decode(part.value, { stream: true })
      const messages = text.split('\n\n')
      text = messages.pop() ?? ''
      for (const message of messages) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(message)?.[1]
        if (field('event') === 'rows')
          yield { id: Number(field('id')), data: JSON.parse(field('data') ?? '{}') as Told['data'] }
      }
    }
  }

  test('tells everything once, also over broken connections', async () => {
    const told: string[] = []
    const wanted: string[] = []
    let last = String(world.committed)
    const commit = async () => {
      const next = (world.committed + 1) as IngestPosition
      const arriving = plain(LOCAL, 30, next, 10_000 + next * 100)
      wanted.push(...arriving.flatMap(({ event }) => (event.level === 'error' ? [nameOf(event)] : [])))
      await insertEvents(world.engine.clients, arriving)
      world.committed = next
    }
    for (let connection = 1; connection <= 5; connection += 1) {
      const ending = new AbortController()
      const stream = tail('/api/tail?q=level:error', ending.signal, { 'last-event-id': last })
      for (let block = 1; block <= 3; block += 1) {
        await commit()
        // Odd connections break before they have read the last block; the last one reads all.
        if (block === 3 && connection % 2 === 1 && connection < 5) break
        while (Number(last) < world.committed) {
          const { value } = await stream.next()
          told.push(...eventsOf(value?.data.chunk).map(nameOf))
          last = String(value?.id)
        }
      }
      ending.abort()
    }
    expect(told.toSorted()).toEqual(wanted.toSorted())
  })

  test('counts what comes too fast', async () => {
    const ending = new AbortController()
    const stream = tail('/api/tail', ending.signal)
    const first = stream.next()
    await insertEvents(world.engine.clients, plain(LOCAL, 800, world.committed + 1, 20_000))
    world.committed = (world.committed + 1) as IngestPosition
    const { value } = await first
    expect(value?.data.skipped).toBe(300)
    expect(value?.data.chunk?.rows).toBe(500)
    ending.abort()
  })
})

test('nothing of all this was a failure of ours', () => {
  expect(world.bugs).toEqual([])
})
