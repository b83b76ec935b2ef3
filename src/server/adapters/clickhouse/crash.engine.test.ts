import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { aBatch, aPreparedEvent, TEST_TIME } from '#testing/builders/event.ts'
import { derivedDifferences } from '#testing/derived-differences.ts'
import type { CrashReply, CrashRequest } from '#testing/crash-protocol.ts'
import type { EventBatch, PreparedEvent } from '../../ports.ts'
import { startEmbeddedEngine } from '../engine/embedded-engine.ts'
import { createStoreClients } from './client.ts'

/**
 * Twenty seeded rounds. In each a stream of batches runs against a real writer with its real engine, and one of the
 * two is killed with SIGKILL at a random moment. Batches without an answer are sent again, and old ones replayed.
 */
const ROUNDS = 20
const SEED = 20_261_120
const WRITER = fileURLToPath(new URL('../../../../dist/server/crash-writer.js', import.meta.url))
const SENDERS = 6
const SESSIONS_PER_ROUND = 4
const DAY = 86_400_000_000
/** Longest time from the first batch of a round to the kill. */
const KILL_WITHIN_MS = 700
/** In a row: an engine that dies oftener within a minute is given up by its supervisor. */
const MAX_ENGINE_KILLS = 3

/** Mulberry32: small, seeded, good enough to pick moments. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const random = randomFrom(SEED)
const below = (limit: number) => Math.floor(random() * limit)
const directory = mkdtempSync(join(tmpdir(), 'clueline-crash-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

class WriterProcess {
  private readonly child: ChildProcess
  private readonly answers = new Map<number, (reply: CrashReply | undefined) => void>()
  private readonly readiness: Promise<void>
  private readonly exited: Promise<unknown>
  private nextId = 1
  private enginePid = 0
  readonly failures: string[] = []

  constructor() {
    this.child = fork(WRITER, [directory], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    this.exited = once(this.child, 'exit')
    this.readiness = new Promise((resolve, reject) => {
      this.child.on('message', (message) => this.receive(message as CrashReply, resolve))
      this.child.once('exit', () => {
        reject(new Error(`the writer ended: ${this.failures.join('; ')}`))
        for (const answer of this.answers.values()) answer(undefined)
        this.answers.clear()
      })
    })
  }

  private receive(reply: CrashReply, ready: () => void): void {
    if (reply.type === 'ready') {
      this.enginePid = reply.enginePid
      ready()
    } else if (reply.type === 'failed') this.failures.push(reply.reason)
    else {
      this.answers.get(reply.id)?.(reply)
      this.answers.delete(reply.id)
    }
  }

  ready(): Promise<void> {
    return this.readiness
  }

  /** Resolves to undefined when the process ended without an answer. */
  write(batch: EventBatch): Promise<CrashReply | undefined> {
    const id = this.nextId++
    return new Promise((resolve) => {
      if (!this.child.connected) {
        resolve(undefined)
        return
      }
      this.answers.set(id, resolve)
      this.child.send({ type: 'write', id, batch } satisfies CrashRequest, (error) => {
        if (error) resolve(undefined)
      })
    })
  }

  killEngine(): void {
    process.kill(this.enginePid, 'SIGKILL')
  }

  async killServer(): Promise<void> {
    this.child.kill('SIGKILL')
    await this.exited
  }

  async close(): Promise<void> {
    this.child.send({ type: 'close' } satisfies CrashRequest)
    await this.exited
  }
}

/** Whole enough to feed every derived table, on two days, so that a group is more than one block. */
function eventOf(session: number, seq: number): PreparedEvent {
  const call = Math.floor(seq / 40)
  const plain = { seq, hash: session * 100_000 + seq, time: TEST_TIME + (seq % 2) * DAY + seq * 1_000 }
  if (seq % 50 === 7)
    return aPreparedEvent({
      ...plain,
      epoch: seq % 2,
      category: 'sdk',
      name: 'IDENTIFY',
      attrs: { account: `a${session % 3}`, staff: `s${seq}`, device: 'd' },
    })
  if (seq % 90 === 11)
    return aPreparedEvent({
      ...plain,
      epoch: seq % 2,
      category: 'sdk',
      name: 'LOST',
      attrs: { from: '1', to: String(seq) },
    })
  return aPreparedEvent({
    ...plain,
    kind: 'live',
    epoch: seq % 2,
    level: seq % 9 === 0 ? 'error' : 'info',
    category: 'call',
    name: 'CALL_STATE',
    phase: seq % 3 === 0 ? 'begin' : 'end',
    attrs: { 'call.state': seq % 40 === 0 ? 'dialing' : 'connected', 'call.direction': 'outbound' },
    callid: `c${session}-${call}`,
    source: { id: `r${seq % 17}`, type: 'request', name: `/path/${seq % 5}` },
    numbers: seq % 13 === 0 ? [`n${seq % 7}`] : [],
  } as Parameters<typeof aPreparedEvent>[0])
}

class Stream {
  readonly acknowledged: EventBatch[] = []
  readonly unknown: EventBatch[] = []
  readonly sent = new Map<string, number>()
  private readonly next = new Map<number, number>()

  fresh(session: number): EventBatch {
    const from = this.next.get(session) ?? 1
    const count = 1 + below(150)
    this.next.set(session, from + count)
    const events = Array.from({ length: count }, (_, index) => eventOf(session, from + index))
    for (const { seq, hash } of events) this.sent.set(`s${session}/${seq}`, hash)
    return aBatch({
      session: `s${session}`,
      events,
      received: TEST_TIME + 2 * DAY,
      record: { browser: `b${from}` },
      rejected: below(4) === 0 ? [{ index: 0, seq: 1_000_000 + from, reason: 'invalid', detail: 'x' }] : [],
    })
  }

  note(batch: EventBatch, reply: CrashReply | undefined): void {
    if (reply?.type === 'acknowledged') this.acknowledged.push(batch)
    else this.unknown.push(batch)
  }
}

const stream = new Stream()

/** Sends until told to stop: what is unknown again, then old ones now and then, otherwise new ones. */
async function send(writer: WriterProcess, round: number, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const old = below(8) === 0 ? stream.acknowledged[below(stream.acknowledged.length)] : undefined
    const batch =
      stream.unknown.shift() ?? old ?? stream.fresh(round * SESSIONS_PER_ROUND + below(SESSIONS_PER_ROUND))
    stream.note(batch, await writer.write(batch))
  }
}

async function runRound(writer: WriterProcess, round: number, killsServer: boolean): Promise<WriterProcess> {
  let isOver = false
  const senders = Array.from({ length: SENDERS }, () => send(writer, round, () => isOver))
  await sleep(below(KILL_WITHIN_MS))
  if (killsServer) await writer.killServer()
  else {
    writer.killEngine()
    // The senders go on through the restart.
    await sleep(below(KILL_WITHIN_MS))
  }
  isOver = true
  await Promise.all(senders)
  if (!killsServer) return writer
  const next = new WriterProcess()
  await next.ready()
  return next
}

test(`${ROUNDS} rounds of SIGKILL lose nothing, double nothing, and leave every derived table right`, async () => {
  let writer = new WriterProcess()
  await writer.ready()
  let engineKills = 0
  for (let round = 0; round < ROUNDS; round++) {
    const killsServer = engineKills >= MAX_ENGINE_KILLS || random() < 0.4
    engineKills = killsServer ? 0 : engineKills + 1
    writer = await runRound(writer, round, killsServer)
  }
  for (const batch of stream.unknown.splice(0)) stream.note(batch, await writer.write(batch))
  for (const batch of stream.acknowledged.slice(-50)) stream.note(batch, await writer.write(batch))
  expect(writer.failures).toEqual([])
  expect(stream.unknown).toEqual([])
  await writer.close()
  await check()
}, 180_000)

async function check(): Promise<void> {
  const engine = await startEmbeddedEngine({ dataDirectory: directory })
  const clients = createStoreClients(engine.connection)
  const rows = async <Row>(query: string) =>
    (await clients.reader.query({ query, format: 'JSONEachRow' })).json<Row>()
  try {
    const found = await rows<{ session: string; seq: string; hash: number; times: string }>(
      'SELECT session, seq, any(hash) AS hash, count() AS times FROM events GROUP BY session, seq',
    )
    expect(found.filter(({ times }) => times !== '1')).toEqual([])
    const kept = new Map(found.map(({ session, seq, hash }) => [`${session}/${seq}`, hash]))
    // Everything was acknowledged in the end, so what was sent is exactly what is stored.
    expect([...stream.sent].filter(([key, hash]) => kept.get(key) !== hash)).toEqual([])
    expect(kept.size).toBe(stream.sent.size)
    expect(kept.size).toBeGreaterThan(1_000)
    expect(await derivedDifferences(clients.reader)).toEqual({})
    expect(await rows('SELECT session FROM rejects GROUP BY session, seq HAVING count() > 1')).toEqual([])
  } finally {
    await clients.close()
    await engine.stop()
  }
}
