import { setTimeout as sleep } from 'node:timers/promises'
import type { IngestPosition } from '#protocol/ids.ts'
import type { EventBatch } from '../../ports.ts'
import type { EngineHandle } from '../engine/engine-status.ts'
import type { StoreClients } from './client.ts'
import { CommittedCounts } from './committed-counts.ts'
import { DeliveryCount } from './delivery-counters.ts'
import type { DirtyPartitions } from './dirty-partitions.ts'
import { lastPosition } from './last-position.ts'
import { persist, UNAVAILABLE } from './patience.ts'
import { rebuildPartitions } from './rebuild.ts'
import { endRunningWrites } from './running-writes.ts'
import { loadSessionFacts } from './session-facts.ts'
import { SessionLedgers } from './session-ledgers.ts'
import { insertBlock, insertRecords, insertRejects } from './store-inserts.ts'
import type { Insert } from './store-inserts.ts'
import { planWrites } from './write-plan.ts'
import type { WritePlan } from './write-plan.ts'
import { storeFailureOf, writeFailureOf } from './store-failure.ts'
import { SupersededError } from './writer-lease.ts'
import type { WriterLease } from './writer-lease.ts'
import { unavailable, WriteAnswers } from './write-answers.ts'
import { WriteQueue } from './write-queue.ts'
import type { QueuedBatch, WriteResult } from './write-queue.ts'

export interface WriterOptions {
  readonly clients: StoreClients
  readonly engine: Pick<EngineHandle, 'status' | 'onStatus'>
  /** Why nothing may be written for now (a disk nearly full), or nothing. Asked before every group. */
  readonly refusal?: () => Promise<string | undefined>
  /** Bugs and damage that nobody else hears of. */
  readonly onError?: (error: unknown, what: string) => void
}

/** Batches that come within this time of the first one share its insert. */
const GATHER_MS = 20
const CLOSE_GRACE_MS = 10_000
/** As if the engine had stopped unseen: forces a rebuild before anything else. */
const UNKNOWN = -1

/** The engine may need a moment, or a person; trying faster would only fill the log. */
const RESUME_DELAY_MS = 5_000
const STOPPED = 'The writer has stopped after an error and tries to resume; the server log says why.'
const STOPPING = 'The server is stopping.'

/** One repeatable part of a job. */
export type Step = <Value>(operation: () => Promise<Value>) => Promise<Value>

export interface WriterState {
  readonly dirty: DirtyPartitions
  readonly lease: WriterLease
  /** Everything before it is committed, and every derived table agrees with `events`. */
  readonly position: IngestPosition
  /** Of the engine, when the store was opened. */
  readonly seenStops: number
}

interface Job {
  readonly run: () => Promise<void>
  readonly fail: (reason: string) => void
}

/**
 * The only place that inserts events: one group of batches after the other, so that what is stored is always known.
 * Anything else that changes partitions (rebuilds, removals) runs in this loop too, as a job.
 */
export class WriterLoop {
  readonly delivery = new DeliveryCount()
  readonly ledgers: SessionLedgers
  readonly counts: CommittedCounts
  private readonly answers = new WriteAnswers(this.delivery)
  private readonly queue = new WriteQueue()
  private readonly jobs: Job[] = []
  private readonly options: WriterOptions
  private readonly dirty: DirtyPartitions
  private readonly lease: WriterLease
  private readonly running: Promise<void>
  private readonly unsubscribe: () => void
  private position: IngestPosition
  private recordVersion = 0
  private seenStops: number
  private isClosing = false
  private isAbandoned = false
  /** Set while an insert has been failing for long: new batches are answered at once. */
  private refusal: string | undefined
  private failed: string | undefined
  /** Set once and for good. */
  private superseded: string | undefined
  private wake: () => void = () => undefined

  constructor(options: WriterOptions, { dirty, lease, position, seenStops }: WriterState) {
    this.options = options
    this.dirty = dirty
    this.lease = lease
    this.position = position
    this.counts = new CommittedCounts(position)
    this.seenStops = seenStops
    this.ledgers = new SessionLedgers((keys) => loadSessionFacts(options.clients.writer, keys))
    this.unsubscribe = options.engine.onStatus(() => this.wake())
    this.running = this.keepRunning()
  }

  write(batch: EventBatch): Promise<WriteResult> {
    const refusal = this.isClosing ? STOPPING : (this.superseded ?? this.failed ?? this.refusal)
    if (refusal !== undefined) return Promise.resolve(unavailable(refusal))
    const queued = this.queue.put(batch)
    if (queued === undefined) return Promise.resolve(unavailable('Too much is waiting to be stored.'))
    this.delivery.accepted({ batch })
    this.wake()
    return queued
  }

  committed(): IngestPosition {
    return this.position
  }

  isReady(): boolean {
    return (
      (this.superseded ?? this.failed) === undefined &&
      !this.isUnclean() &&
      this.options.engine.status().state === 'ready'
    )
  }

  /** Why this writer will never write again. */
  endedBecause(): string | undefined {
    return this.superseded
  }

  /**
   * Runs between groups, alone: for whatever removes or replaces rows. Each step must be repeatable: it is run again
   * when the store fails in the middle of it.
   */
  exclusive<Value>(job: (step: Step) => Promise<Value>): Promise<Value> {
    const reason = this.isClosing ? STOPPING : (this.superseded ?? this.failed)
    if (reason !== undefined) return Promise.reject(new Error(reason))
    const step: Step = async (operation) => (await this.persist(operation, [])).value
    return new Promise((resolve, reject) => {
      const fail = (reason: string) => reject(new Error(reason))
      const run = async () => {
        try {
          resolve(await job(step))
        } catch (error) {
          // Half of it may be done: what is derived is made to agree with that before anything else.
          this.seenStops = UNKNOWN
          reject(error instanceof Error ? error : new Error(String(error)))
          if (error instanceof SupersededError) throw error
        } finally {
          this.counts.startAt(this.position)
        }
      }
      this.jobs.push({ run, fail })
      this.wake()
    })
  }

  /** Writes what is queued; gives up on a store that does not come back. */
  async close(): Promise<void> {
    this.isClosing = true
    this.wake()
    const timer = setTimeout(() => (this.isAbandoned = true), CLOSE_GRACE_MS)
    await this.running
    clearTimeout(timer)
    this.unsubscribe()
    this.refuse(STOPPING)
    if ((this.superseded ?? this.failed) !== undefined || this.isUnclean()) return
    this.dirty.markClean()
    // Without it the next writer only waits a little longer.
    await this.lease.end().catch((error: unknown) => this.options.onError?.(error, 'the lease was not ended'))
  }

  private isUnclean(): boolean {
    return this.options.engine.status().uncleanStops !== this.seenStops
  }

  /** An error that nobody foresaw must not end ingest for good: start over from what the store says. */
  private async keepRunning(): Promise<void> {
    for (;;) {
      try {
        await this.run()
        return
      } catch (error) {
        if (error instanceof SupersededError) {
          this.stopForGood(error)
          return
        }
        this.failed = STOPPED
        this.options.onError?.(error, 'the writer stopped')
        this.refuse(STOPPED)
        for (const { fail } of this.jobs.splice(0)) fail(STOPPED)
        if (this.isClosing) return
        await sleep(RESUME_DELAY_MS)
        this.ledgers.forgetAll()
        this.seenStops = UNKNOWN
      }
    }
  }

  private stopForGood(error: SupersededError): void {
    this.superseded = error.message
    this.options.onError?.(error, 'another server has taken over')
    this.refuse(error.message)
    for (const { fail } of this.jobs.splice(0)) fail(error.message)
  }

  private async run(): Promise<void> {
    while (!(this.isClosing && this.queue.isEmpty && this.jobs.length === 0)) {
      if (this.isUnclean()) await this.recover()
      const job = this.jobs.shift()
      if (job) await job.run()
      else if (this.queue.isEmpty) await this.sleepUntilWoken()
      else await this.writeNext()
    }
  }

  private async sleepUntilWoken(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.wake = resolve
      // What happened before `wake` was set must not be slept through.
      if (!this.queue.isEmpty || this.jobs.length > 0 || this.isClosing || this.isUnclean()) resolve()
    })
    this.wake = () => undefined
    if (!this.queue.isFull && !this.isClosing) await sleep(GATHER_MS)
  }

  private async writeNext(): Promise<void> {
    const reason = await this.options.refusal?.()
    if (reason === undefined) await this.writeGroup(this.queue.take())
    else this.answers.giveUp(this.queue.takeAll(), reason)
  }

  private async writeGroup(group: readonly QueuedBatch[]): Promise<void> {
    const batches = group.map(({ batch }) => batch)
    let isSent = false
    try {
      await this.persist(() => this.lease.confirm(), group)
      const next = (this.position + 1) as IngestPosition
      const { writer } = this.options.clients
      const plan = await this.persist(
        () => planWrites(writer, this.ledgers, batches, next),
        group,
        storeFailureOf,
      )
      if (group.every((queued) => queued.isAnswered())) {
        // Given up meanwhile: nothing was sent, so nothing is in flight.
        this.ledgers.forget(batches)
        return
      }
      isSent = true
      await this.carryOut(plan.value, group)
    } catch (error) {
      this.ledgers.forget(batches)
      if (error instanceof SupersededError) {
        this.answers.giveUp(group, error.message)
        throw error
      }
      await this.afterRefusal(error, group, isSent)
    } finally {
      // Whatever happened: nobody waits for ever.
      this.answers.giveUp(group, STOPPED)
    }
  }

  private async carryOut(plan: WritePlan, group: readonly QueuedBatch[]): Promise<void> {
    const inserts = await this.insertsOf(plan)
    if (plan.blocks.length > 0) this.dirty.touch(plan.blocks.map(({ partition }) => partition))
    const { writer } = this.options.clients
    const results = await Promise.allSettled(
      inserts.map((insert) => this.persist(() => insert(writer), group)),
    )
    for (const result of results) if (result.status === 'rejected') throw result.reason
    const isRetried = results.some((result) => result.status === 'fulfilled' && result.value.isRetried)
    // The views of a block that was interrupted may have seen it half; only now is it surely in `events`.
    if (isRetried || this.isUnclean()) await this.recover()
    if (plan.blocks.length > 0) {
      this.counts.add(plan.ingest, plan.blocks)
      this.position = plan.ingest
    }
    this.answers.written(plan, group, this.ledgers, this.position)
  }

  private async insertsOf({ records, blocks, rejects }: WritePlan): Promise<readonly Insert[]> {
    const inserts: Insert[] = []
    for (const block of blocks) inserts.push(await insertBlock(block))
    if (records.length > 0) {
      this.recordVersion = Math.max(this.recordVersion + 1, Date.now() * 1_000)
      inserts.unshift(insertRecords(records, this.recordVersion))
    }
    if (rejects.length > 0) inserts.push(insertRejects(rejects))
    return inserts
  }

  /** One poisoned batch must not hold back the others of its group: they are tried one by one. */
  private async afterRefusal(error: unknown, group: readonly QueuedBatch[], isSent: boolean): Promise<void> {
    if (this.isAbandoned) {
      // What became of it is not known: the marker must not say that all is well.
      this.seenStops = UNKNOWN
      this.answers.giveUp(group, STOPPING)
      return
    }
    this.options.onError?.(error, 'the store refused a group of batches')
    // What was only planned has changed nothing.
    if (isSent) await this.recover()
    if (group.length > 1) for (const queued of group) await this.writeGroup([queued])
    else this.answers.giveUp(group, UNAVAILABLE.rejected)
  }

  /** Makes every derived table agree with `events` again, in the partitions where it may not. */
  private async recover(): Promise<void> {
    do {
      const stops = this.options.engine.status().uncleanStops
      const { value } = await this.persist(() => this.rebuildTouched(), [])
      // Part of a refused group may be stored, and nothing is running any more.
      this.position = Math.max(this.position, value) as IngestPosition
      this.counts.startAt(this.position)
      this.seenStops = stops
    } while (this.isUnclean())
    this.failed = undefined
    this.refusal = undefined
  }

  /** Resolves to the last position that is stored. */
  private async rebuildTouched(): Promise<IngestPosition> {
    const { clients } = this.options
    // An insert that was given up may run on, behind a proxy for example; what it stores must not come after our look.
    await endRunningWrites(clients)
    const partitions = this.dirty.partitions()
    await rebuildPartitions(clients.writer, partitions)
    this.dirty.touch(partitions)
    return lastPosition(clients.writer)
  }

  private async persist<Value>(
    operation: () => Promise<Value>,
    group: readonly QueuedBatch[],
    failureOf = writeFailureOf,
  ) {
    const done = await persist(this.options.clients, operation, {
      isAbandoned: () => this.isAbandoned,
      lease: this.lease,
      failureOf,
      onImpatient: (failure) => {
        this.answers.giveUp(group, UNAVAILABLE[failure])
        this.refuse(UNAVAILABLE[failure])
      },
    })
    this.refusal = undefined
    return done
  }

  private refuse(reason: string): void {
    this.refusal = reason
    this.answers.giveUp(this.queue.takeAll(), reason)
  }
}
