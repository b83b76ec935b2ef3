import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import { DEFAULT_TENANT, type SessionId } from '#protocol/ids.ts'
import { fakeClock } from '#testing/clock.ts'
import { fakeEventWriter, type FakeEventWriter } from '#testing/fake-event-writer.ts'
import { fakeImportRegistry } from '#testing/fake-import-registry.ts'
import { inProcessParsers } from '#testing/in-process-parser.ts'
import { silentLog } from '../http/log.ts'
import type { ImportRegistry } from './import-entry.ts'
import { createImportService, type ImportOutcome, type ImportService } from './import-service.ts'

const EVENT_LOG = readFileSync(new URL('../../testing/fixtures/imports/event-log.json', import.meta.url))
const PRINTED = readFileSync(
  new URL('../../testing/fixtures/imports/event-log.as-printed.json', import.meta.url),
)
const NETLOG = readFileSync(new URL('../../testing/fixtures/imports/netlog.json', import.meta.url))

let writer: FakeEventWriter
let registry: ImportRegistry
let deleted: SessionId[]
let slept: number[]
let service: ImportService

beforeEach(() => {
  writer = fakeEventWriter()
  registry = fakeImportRegistry()
  deleted = []
  slept = []
  service = createImportService({
    clock: fakeClock(1_000_000),
    writer,
    registry,
    masterKeys: [{ version: 1, secret: new Uint8Array(32) }],
    startParser: inProcessParsers,
    readers: { open: () => 0, millisSinceLast: () => Number.POSITIVE_INFINITY },
    removal: {
      deleteSessions: async (_tenant, kind, sessions) => {
        if (kind === 'import') deleted.push(...sessions)
        return Promise.resolve(sessions.length)
      },
    },
    log: silentLog,
    sleep: async (seconds) => {
      slept.push(seconds)
      writer.fail(undefined)
      return Promise.resolve()
    },
  })
})

function streamOf(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull: (controller) => {
      const next = chunks.shift()
      if (next) controller.enqueue(next)
      else controller.close()
    },
  })
}

async function importFile(file: Uint8Array, options: { salvage?: boolean } = {}): Promise<ImportOutcome> {
  const body = streamOf(file.subarray(0, 1000), file.subarray(1000))
  const outcome = await service.run({ tenant: DEFAULT_TENANT, file: 'a.json', body, ...options })
  if (!outcome.ok) throw new Error(outcome.error)
  return outcome.value
}

/** A stream that gives its chunks, then waits for ever; `broken` breaks it off. */
function endless(...chunks: Uint8Array[]) {
  let control: ReadableStreamDefaultController<Uint8Array> | undefined
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      control = controller
      for (const chunk of chunks) controller.enqueue(chunk)
    },
  })
  return { body, breakOff: () => control?.error(new Error('gone')) }
}

describe('an import', () => {
  test('keeps no number that its file is named by', async () => {
    const body = streamOf(EVENT_LOG)
    const file = `${'x'.repeat(249)}_13800138000.json`
    const outcome = await service.run({ tenant: DEFAULT_TENANT, file, body })
    const kept = JSON.stringify([outcome, await registry.list(DEFAULT_TENANT)])
    expect(kept).not.toContain('1380')
    expect(kept).toContain('x_[tel:')
    const short = { tenant: DEFAULT_TENANT, file: 'call-13800138000-1.log', body: streamOf(EVENT_LOG) }
    expect(await service.run(short)).toMatchObject({
      value: { entry: { file: expect.stringMatching(/^call-\[tel:138\*{4}8000:[0-9a-f]{8}\]-1\.log$/) } },
    })
  })

  test('is stored whole, numbers counted', async () => {
    const { entry } = await importFile(EVENT_LOG)
    expect(entry).toMatchObject({
      status: 'done',
      format: 'event-log',
      read: 18,
      stored: 18,
      duplicates: 0,
      rejected: 0,
      truncated: false,
      bytes: EVENT_LOG.length,
    })
    const stored = writer.stored(DEFAULT_TENANT, entry.sessions[0] ?? '')
    expect(stored.map((event) => event.seq)).toEqual(Array.from({ length: 18 }, (_, i) => i + 1))
    expect(stored[0]).toMatchObject({ ts: 1_708_053_600_000_000, span: 'b1' })
    expect(writer.batches[0]).toMatchObject({ kind: 'import', via: 'import', record: { platform: 'native' } })
  })

  test('twice adds nothing', async () => {
    await importFile(NETLOG)
    const { entry } = await importFile(NETLOG)
    expect(entry).toMatchObject({ status: 'done', stored: 0, rejected: 0 })
    expect(entry.duplicates).toBe(entry.read)
  })

  test('compressed is the same as plain, also when it is cut off', async () => {
    const gz = gzipSync(NETLOG)
    const { entry: cut } = await importFile(gz.subarray(0, gz.length - 2000))
    expect(cut).toMatchObject({ status: 'done', format: 'netlog', truncated: true, rejected: 0 })
    expect(cut.stored).toBeGreaterThan(100)
    const { entry: whole } = await importFile(gz)
    expect(whole).toMatchObject({ truncated: false, duplicates: cut.stored, sessions: cut.sessions })
    const { entry: plain } = await importFile(NETLOG)
    expect(plain).toMatchObject({ stored: 0, duplicates: plain.read })
  })

  test('that is broken leaves nothing and says where', async () => {
    const { entry, failure } = await importFile(PRINTED)
    expect(failure).toMatchObject({ code: 'syntax', line: 187, column: 25, salvageable: 9 })
    expect(entry).toMatchObject({ status: 'failed', stored: 0, sessions: [] })
    expect(entry.detail).toContain('line 187, column 25')
  })

  test('that is broken is kept up to the fault when asked', async () => {
    const { entry } = await importFile(PRINTED, { salvage: true })
    expect(entry).toMatchObject({ status: 'done', stored: 9, truncated: true })
  })

  test('of something else is refused', async () => {
    const { failure } = await importFile(new TextEncoder().encode('hello\n'))
    expect(failure).toMatchObject({ code: 'unknown-format' })
    const { failure: damaged } = await importFile(
      new Uint8Array([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    )
    expect(damaged?.detail).toContain('gzip')
  })

  test('waits for a store that is away', async () => {
    writer.fail({ code: 'unavailable', reason: 'restarting', retryAfterSeconds: 2 })
    const { entry } = await importFile(EVENT_LOG)
    expect(entry).toMatchObject({ status: 'done', stored: 18 })
    expect(slept).toEqual([2])
  })

  test('puts its sessions on record before their events', async () => {
    const seen: number[] = []
    const put = registry.put.bind(registry)
    registry.put = async (entry) => {
      if (entry.status === 'running' && entry.sessions.length > 0) seen.push(writer.batches.length)
      return put(entry)
    }
    await importFile(EVENT_LOG)
    expect(seen).toEqual([0])
  })

  test('replaces numbers before they are stored', async () => {
    const line = JSON.stringify({ ts: 1, msg: 'calling +8613812345678 now' })
    const { entry } = await importFile(new TextEncoder().encode(`${line}\n`))
    const [event] = writer.stored(DEFAULT_TENANT, entry.sessions[0] ?? '')
    expect(JSON.stringify(event)).not.toContain('13812345678')
    expect(event?.numbers.length).toBeGreaterThan(0)
  })
})

describe('cancelling', () => {
  const half = NETLOG.subarray(0, NETLOG.length / 2)

  test.each(['by its id', 'by breaking off the request'])('%s leaves nothing behind', async (how) => {
    const { body, breakOff } = endless(half)
    const outcome = service.run({ tenant: DEFAULT_TENANT, file: 'a', body })
    await expect.poll(async () => (await service.list(DEFAULT_TENANT))[0]?.bytes).toBe(half.length)
    const [running] = await service.list(DEFAULT_TENANT)
    expect(running).toMatchObject({ status: 'running' })
    if (how === 'by its id') await service.remove(DEFAULT_TENANT, running?.id ?? '')
    else breakOff()
    expect(await outcome).toMatchObject({ ok: true, value: { entry: { status: 'cancelled', stored: 0 } } })
    const written = writer.batches.map((batch) => batch.session)
    expect(new Set(deleted)).toEqual(new Set(written))
  })

  test('what an earlier import of the file brought stays', async () => {
    await importFile(NETLOG)
    const { body, breakOff } = endless(half)
    const outcome = service.run({ tenant: DEFAULT_TENANT, file: 'a', body })
    await expect.poll(async () => (await service.list(DEFAULT_TENANT))[0]?.bytes).toBe(half.length)
    breakOff()
    await outcome
    expect(deleted).toEqual([])
  })

  test('another tenant can neither see nor cancel it', async () => {
    const { entry } = await importFile(EVENT_LOG)
    const other = 'other' as typeof DEFAULT_TENANT
    expect(await service.list(other)).toEqual([])
    expect(await service.remove(other, entry.id)).toBe('unknown')
    expect(deleted).toEqual([])
  })
})

describe('the list', () => {
  test('deleting an entry removes its sessions and itself', async () => {
    const { entry } = await importFile(EVENT_LOG)
    expect(await service.remove(DEFAULT_TENANT, entry.id)).toBe('removed')
    expect(deleted).toEqual(entry.sessions)
    expect(await service.list(DEFAULT_TENANT)).toEqual([])
    expect(await service.remove(DEFAULT_TENANT, entry.id)).toBe('unknown')
  })

  test('what an ended server left running is marked as failed', async () => {
    const { entry } = await importFile(EVENT_LOG)
    await registry.put({ ...entry, id: 'left', status: 'running' })
    await service.recover()
    expect(await service.get(DEFAULT_TENANT, 'left')).toMatchObject({ status: 'failed' })
    expect(await service.get(DEFAULT_TENANT, entry.id)).toMatchObject({ status: 'done' })
  })

  test('too many at once are sent away', async () => {
    const bodies = Array.from({ length: 4 }, () => endless(EVENT_LOG.subarray(0, 100)))
    const outcomes = bodies.map(({ body }) => service.run({ tenant: DEFAULT_TENANT, file: 'a', body }))
    await expect.poll(async () => (await service.list(DEFAULT_TENANT)).length).toBe(4)
    const fifth = await service.run({ tenant: DEFAULT_TENANT, file: 'a', body: streamOf() })
    expect(fifth).toEqual({ ok: false, error: 'busy' })
    await service.stop()
    await Promise.all(outcomes)
    expect((await service.list(DEFAULT_TENANT)).map((it) => it.status)).toEqual(
      Array.from({ length: 4 }, () => 'cancelled'),
    )
  })
})
