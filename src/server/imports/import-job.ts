import type { ImportFailure, ImportSummary } from '#importers/importer.ts'
import type { Seq, SessionId, TenantId } from '#protocol/ids.ts'
import { MICROS_PER_SECOND, type DurationMicros } from '#protocol/time.ts'
import type { Clock, EventBatch, EventWriter } from '../ports.ts'
import type { MasterKey } from '../process/keyring.ts'
import { createGate } from './gate.ts'
import { createGiveWay, type ReaderActivity } from './give-way.ts'
import type { ImportKind } from './import-entry.ts'
import {
  MAX_BYTES_AHEAD,
  MAX_CHUNKS_IN_FLIGHT,
  MAX_RETRY_SECONDS,
  MAX_SESSIONS,
  MAX_STORE_WAIT_SECONDS,
} from './import-limits.ts'
import type { FromParser, ParsedPart, ParserProgress, StartParser } from './parser-messages.ts'

export interface JobDeps {
  readonly clock: Clock
  readonly writer: EventWriter
  readonly masterKeys: readonly MasterKey[]
  readonly startParser: StartParser
  /** Whom an import lets go first. */
  readonly readers: ReaderActivity
  /** Seconds to wait, cut short by the signal; tests make it none. */
  readonly sleep: (seconds: number, signal: AbortSignal) => Promise<void>
}

export interface JobInput {
  readonly tenant: TenantId
  readonly kind: ImportKind
  readonly salvage: boolean
  readonly body: ReadableStream<Uint8Array>
  readonly signal: AbortSignal
  /** All sessions so far, when new ones came; their events are written after it resolves. */
  readonly onSessions: (sessions: readonly SessionId[]) => Promise<void>
}

/** Counts of a job as it runs. */
export interface JobCounts extends ParserProgress {
  readonly stored: number
  readonly duplicates: number
  readonly conflicts: number
}

export type JobEnd =
  | { readonly status: 'done'; readonly summary: ImportSummary }
  | { readonly status: 'failed'; readonly failure: JobFailure }
  | { readonly status: 'cancelled' }

export type JobFailure =
  | ImportFailure
  | {
      readonly code: 'unavailable' | 'session-taken' | 'too-many-sessions' | 'parser'
      readonly detail: string
    }

export interface ImportJob {
  counts(): JobCounts
  /** Resolves when nothing of the job is under way any more, its writes included. Never rejects. */
  readonly ended: Promise<JobEnd>
}

class JobStop extends Error {
  readonly failure: JobFailure

  constructor(failure: JobFailure) {
    super(failure.detail)
    this.failure = failure
  }
}

/** Feeds one file to a parser and writes what comes back, as fast as the slower of both. */
export function startJob(deps: JobDeps, input: JobInput): ImportJob {
  let progress: ParserProgress = { bytes: 0, read: 0, rejected: 0 }
  const written = { stored: 0, duplicates: 0, conflicts: 0 }
  /** Highest seq seen of each session, so that the writer can tell what is missing. */
  const highest = new Map<SessionId, number>()
  /** Ends feeding and waiting when the job is over, for whatever reason. */
  const over = new AbortController()

  async function announce(parts: readonly ParsedPart[]): Promise<void> {
    const fresh = parts.map((part) => part.session).filter((session) => !highest.has(session))
    if (highest.size + fresh.length > MAX_SESSIONS)
      throw new JobStop({
        code: 'too-many-sessions',
        detail: `The file has more than ${MAX_SESSIONS} sessions: import it in parts.`,
      })
    for (const session of fresh) highest.set(session, 1)
    if (fresh.length > 0) await input.onSessions([...highest.keys()])
  }

  function batchOf(part: ParsedPart): EventBatch {
    // A file of our own may have its events in any order.
    let last = highest.get(part.session) ?? 1
    for (const { seq } of part.events) last = Math.max(last, seq)
    for (const { seq = 1 } of part.rejected) last = Math.max(last, seq)
    highest.set(part.session, last)
    return {
      tenant: input.tenant,
      kind: input.kind,
      session: part.session,
      ...(part.record && { record: part.record }),
      via: 'import',
      received: deps.clock.now(),
      skew: 0 as DurationMicros,
      floor: 1 as Seq,
      highest: last as Seq,
      events: part.events,
      rejected: part.rejected,
    }
  }

  /** Resolves when the part is durable, or the job is over. */
  async function write(part: ParsedPart): Promise<void> {
    const batch = batchOf(part)
    let waited = 0
    while (!over.signal.aborted) {
      const answer = await deps.writer.write(batch)
      if (answer.ok) {
        written.stored += answer.value.stored
        written.duplicates += answer.value.duplicates
        written.conflicts += answer.value.conflicts.length
        return
      }
      if (answer.error.code === 'session-taken') throw new JobStop(taken(part.session))
      const seconds = Math.min(MAX_RETRY_SECONDS, Math.max(1, answer.error.retryAfterSeconds))
      waited += seconds
      if (waited > MAX_STORE_WAIT_SECONDS) throw new JobStop(unavailable(answer.error.reason))
      await deps.sleep(seconds, over.signal)
    }
  }

  async function run(): Promise<JobEnd> {
    const parser = deps.startParser({
      tenant: input.tenant,
      masterKeys: deps.masterKeys,
      salvage: input.salvage,
      copySessions: input.kind === 'import',
    })
    const reader = input.body.getReader()
    const ahead = createGate(MAX_BYTES_AHEAD)
    /** Chunks are announced and given to the writer in the file's order; it groups them as it likes. */
    let order = Promise.resolve()
    const writes = new Set<Promise<void>>()
    let lastChunkSeconds = 0
    const giveWay = createGiveWay(deps, {
      size: MAX_CHUNKS_IN_FLIGHT,
      stored: () => Promise.all(writes),
      lastSeconds: () => lastChunkSeconds,
      signal: over.signal,
    })

    let end: JobEnd | undefined
    let resolveEnd: (() => void) | undefined
    const ending = new Promise<void>((resolve) => {
      resolveEnd = resolve
    })
    const stop = (first: JobEnd) => {
      end ??= first
      over.abort()
      ahead.open()
      resolveEnd?.()
    }
    const fail = (error: unknown) => {
      stop(error instanceof JobStop ? { status: 'failed', failure: error.failure } : bug(error))
    }

    function take(parts: readonly ParsedPart[]): void {
      order = order
        .then(giveWay)
        .then(() => (over.signal.aborted ? undefined : announce(parts)))
        .then(() => {
          const began = deps.clock.now()
          const chunk = Promise.all(parts.map(write)).then(() => {
            lastChunkSeconds = (deps.clock.now() - began) / MICROS_PER_SECOND
            if (!over.signal.aborted) parser.send({ type: 'stored' })
          }, fail)
          writes.add(chunk)
          void chunk.then(() => writes.delete(chunk))
        }, fail)
    }

    parser.onDeath((reason) => stop({ status: 'failed', failure: dead(reason) }))
    parser.listen((message: FromParser) => {
      if (message.type === 'failed') return stop({ status: 'failed', failure: message.failure })
      ;({ progress } = message)
      if (message.type === 'taken') {
        ahead.remove(message.bytes)
      } else if (message.type === 'chunk') take(message.parts)
      else
        void order
          .then(() => Promise.all(writes))
          .then(() => stop({ status: 'done', summary: message.summary }))
      return undefined
    })

    async function feed(): Promise<void> {
      for (;;) {
        const { done, value } = await reader.read()
        if (over.signal.aborted) return
        if (done) break
        ahead.add(value.length)
        parser.send({ type: 'bytes', bytes: value })
        await ahead.room()
        if (over.signal.aborted) return
      }
      parser.send({ type: 'end' })
    }

    const cancel = () => {
      stop({ status: 'cancelled' })
    }
    input.signal.addEventListener('abort', cancel, { once: true })
    if (input.signal.aborted) cancel()
    // A body that breaks off is its sender's way to cancel.
    feed().catch(cancel)
    await ending
    input.signal.removeEventListener('abort', cancel)
    await Promise.allSettled([parser.stop(), reader.cancel()])
    await order
    await Promise.allSettled(writes)
    return end ?? { status: 'cancelled' }
  }

  return { counts: () => ({ ...progress, ...written }), ended: run().catch(bug) }
}

const taken = (session: SessionId): JobFailure => ({
  code: 'session-taken',
  detail: `Session ${session} belongs to a client that sends it live: a file cannot add to it.`,
})

const unavailable = (reason: string): JobFailure => ({
  code: 'unavailable',
  detail: `The store took no events for ${MAX_STORE_WAIT_SECONDS} s (${reason}). Import the file again later.`,
})

const dead = (reason: string): JobFailure => ({
  code: 'parser',
  detail: `The parser ended by itself (${reason}). This is our mistake; please report it with the file's kind.`,
})

const bug = (error: unknown): JobEnd => ({
  status: 'failed',
  failure: dead(error instanceof Error ? error.message : String(error)),
})
