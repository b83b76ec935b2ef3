import { readFileSync } from 'node:fs'
import { OpenAPIHono } from '@hono/zod-openapi'
import { beforeEach, describe, expect, test } from 'vitest'
import { DEFAULT_TENANT } from '#protocol/ids.ts'
import { fakeClock } from '#testing/clock.ts'
import { fakeEventWriter } from '#testing/fake-event-writer.ts'
import { fakeImportRegistry } from '#testing/fake-import-registry.ts'
import { inProcessParsers } from '#testing/in-process-parser.ts'
import type { AppEnv } from '../http/env.ts'
import { onError } from '../http/failures.ts'
import { silentLog } from '../http/log.ts'
import { importRoutes } from './import-routes.ts'
import { createImportService } from './import-service.ts'

const fixture = (name: string) =>
  readFileSync(new URL(`../../testing/fixtures/imports/${name}`, import.meta.url))

let app: OpenAPIHono<AppEnv>

beforeEach(() => {
  const imports = createImportService({
    clock: fakeClock(1_000_000),
    writer: fakeEventWriter(),
    registry: fakeImportRegistry(),
    masterKeys: [{ version: 1, secret: new Uint8Array(32) }],
    startParser: inProcessParsers,
    readers: { open: () => 0, millisSinceLast: () => Number.POSITIVE_INFINITY },
    removal: { deleteSessions: async () => Promise.resolve(0) },
    log: silentLog,
    sleep: async () => Promise.resolve(),
  })
  app = new OpenAPIHono<AppEnv>()
  app.onError(onError(silentLog))
  app.use(async (c, next) => {
    c.set('tenant', DEFAULT_TENANT)
    await next()
  })
  app.route('/', importRoutes({ imports }))
})

const post = (body: BodyInit, query = '') => app.request(`/api/import${query}`, { method: 'POST', body })

describe('POST /api/import', () => {
  test('one file as the body', async () => {
    const response = await post(fixture('event-log.json'), '?name=log.json')
    expect(response.status).toBe(200)
    const { imports } = (await response.json()) as { imports: object[] }
    expect(imports).toMatchObject([
      {
        file: 'log.json',
        format: 'event-log',
        status: 'done',
        sessions: [expect.stringMatching(/^event-log-[0-9a-f]{32}$/)],
        read: 18,
        stored: 18,
        duplicates: 0,
        rejected: 0,
        truncated: false,
      },
    ])
    expect(imports[0]).not.toHaveProperty('tenant')
  })

  test('several files as a form: one that fails does not stop the others', async () => {
    const form = new FormData()
    form.append('file', new Blob([fixture('event-log.as-printed.json')]), 'broken.json')
    form.append('file', new Blob([fixture('event-log.json')]), 'good.json')
    const response = await post(form)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      imports: [
        {
          file: 'broken.json',
          status: 'failed',
          stored: 0,
          detail: expect.stringContaining('line 187') as string,
        },
        { file: 'good.json', status: 'done', stored: 18 },
      ],
    })
  })

  test.each<[name: string, body: BodyInit, query: string, status: number, problem: object]>([
    [
      'printed',
      fixture('event-log.as-printed.json'),
      '',
      422,
      { code: 'import-syntax', line: 187, column: 25, salvageable: 9 },
    ],
    ['text', 'hello', '', 415, { code: 'unknown-format', detail: expect.stringContaining('NDJSON') }],
    ['empty', '\n\n', '', 422, { code: 'import-empty' }],
    ['form without a file', new FormData(), '', 400, { code: 'no-file' }],
  ])('refuses %s with a problem', async (_name, body, query, status, problem) => {
    const response = await post(body, query)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(await response.json()).toMatchObject(problem)
  })

  test('more parts than one request may have are refused in words, beside what was taken before', async () => {
    const form = new FormData()
    form.append('file', new Blob([fixture('event-log.json')]), 'first.json')
    for (let i = 0; i < 999; i += 1) form.append('note', '')
    expect((await post(form)).status).toBe(200)
    form.append('file', new Blob([fixture('event-log.json')]), 'last.json')
    const response = await post(form)
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({
      code: 'too-many-files',
      detail: expect.stringContaining('1000'),
      imports: [{ file: 'first.json', status: 'done', read: 18 }],
    })
  })

  test('keeps what stands before a fault when asked', async () => {
    const response = await post(fixture('event-log.as-printed.json'), '?salvage=true')
    expect(await response.json()).toMatchObject({ imports: [{ stored: 9, truncated: true }] })
  })
})

describe('/api/imports', () => {
  test('lists, shows and deletes', async () => {
    await post(fixture('event-log.json'))
    const list = (await (await app.request('/api/imports')).json()) as { imports: { id: string }[] }
    expect(list.imports).toHaveLength(1)
    const path = `/api/imports/${list.imports[0]?.id}`
    expect(await (await app.request(path)).json()).toEqual(list.imports[0])
    const deleted = await app.request(path, { method: 'DELETE' })
    expect([deleted.status, await deleted.json()]).toEqual([200, { result: 'removed' }])
    expect((await app.request(path)).status).toBe(404)
    expect((await app.request(path, { method: 'DELETE' })).status).toBe(404)
  })
})
