import { randomUUID } from 'node:crypto'
import type { TenantId } from '#protocol/ids.ts'
import { err, ok, type Result } from '#protocol/result.ts'
import { MICROS_PER_SECOND } from '#protocol/time.ts'
import { wellFormed } from '#protocol/well-formed.ts'
import type { Log } from '../http/log.ts'
import type { StoreRemoval, TenantKeys } from '../ports.ts'
import { createKeyring } from '../process/keyring.ts'
import { redactText } from '../process/prepare-event.ts'
import type { ImportEntry, ImportKind, ImportRegistry } from './import-entry.ts'
import { startJob, type ImportJob, type JobDeps, type JobEnd, type JobFailure } from './import-job.ts'
import {
  MAX_ANSWERED_SESSIONS,
  MAX_FILE_NAME_CHARS,
  MAX_RUNNING_IMPORTS,
  MAX_SENT_NAME_CHARS,
} from './import-limits.ts'

export interface ImportServiceDeps extends JobDeps {
  readonly registry: ImportRegistry
  readonly removal: Pick<StoreRemoval, 'deleteSessions'>
  readonly log: Log
}

export interface ImportRequest {
  readonly tenant: TenantId
  readonly kind?: ImportKind
  /** What the sender calls the file. */
  readonly file: string
  readonly totalBytes?: number
  /** Keep the whole events before a fault. */
  readonly salvage?: boolean
  readonly body: ReadableStream<Uint8Array>
}

/** An entry with what only a running import has. */
export interface ImportView extends ImportEntry {
  readonly eventsPerSecond: number
  /** Only while it runs and where the sender said how long the file is. */
  readonly secondsLeft?: number
}

export type ImportRefusal = 'busy'

/** What an import came to: its entry, and the failure where it failed. */
export interface ImportOutcome<Entry extends ImportEntry = ImportView> {
  readonly entry: Entry
  readonly failure?: JobFailure
}

export interface ImportService {
  /** Reads the file to its end. Resolves when all of it is durable, or nothing of it is left. */
  run(request: ImportRequest): Promise<Result<ImportOutcome, ImportRefusal>>
  list(tenant: TenantId): Promise<readonly ImportView[]>
  get(tenant: TenantId, id: string): Promise<ImportView | undefined>
  /** Cancels a running import and waits until nothing of it is left; removes a finished one with its events. */
  remove(tenant: TenantId, id: string): Promise<'removed' | 'cancelled' | 'unknown'>
  /** At start: imports that an earlier server left in the middle are marked as failed. */
  recover(): Promise<void>
  /** Cancels what runs. */
  stop(): Promise<void>
}

interface Running {
  entry: ImportEntry
  readonly job: ImportJob
  readonly cancel: AbortController
  readonly settled: Promise<unknown>
}

export function createImportService(deps: ImportServiceDeps): ImportService {
  const { clock, registry, log } = deps
  const keyring = createKeyring(deps.masterKeys)
  const running = new Map<string, Running>()
  let starting = 0

  async function run(request: ImportRequest): Promise<Result<ImportOutcome, ImportRefusal>> {
    if (running.size + starting >= MAX_RUNNING_IMPORTS) {
      await request.body.cancel()
      return err('busy')
    }
    starting++
    const first = newEntry(request)
    try {
      await registry.put(first)
    } finally {
      starting--
    }
    const cancel = new AbortController()
    const job = startJob(deps, {
      tenant: request.tenant,
      kind: first.kind,
      salvage: request.salvage ?? false,
      body: request.body,
      signal: cancel.signal,
      onSessions: async (sessions) => {
        const own = running.get(first.id)
        if (!own) return
        own.entry = { ...own.entry, sessions }
        // On record before any event is: what is left of a killed server can be found.
        await registry.put(withCounts(own))
      },
    })
    const outcome = job.ended.then((end) => settle(first.id, end))
    running.set(first.id, { entry: first, job, cancel, settled: outcome.catch(() => undefined) })
    const { entry, ...rest } = await outcome.finally(() => running.delete(first.id))
    return ok({ ...rest, entry: view(entry) })
  }

  function newEntry({ tenant, kind = 'import', file, totalBytes }: ImportRequest): ImportEntry {
    return {
      tenant,
      id: randomUUID(),
      kind,
      file: fileName(file, keyring.of(tenant)),
      status: 'running',
      sessions: [],
      bytes: 0,
      ...(totalBytes !== undefined && { totalBytes }),
      read: 0,
      stored: 0,
      duplicates: 0,
      rejected: 0,
      conflicts: 0,
      cut: 0,
      truncated: false,
      detail: '',
      notes: [],
      started: clock.now(),
    }
  }

  function withCounts({ entry, job }: Running): ImportEntry {
    const { bytes, read, rejected, stored, duplicates, conflicts } = job.counts()
    return { ...entry, bytes, read, stored, duplicates, conflicts, rejected: rejected + conflicts }
  }

  async function settle(id: string, end: JobEnd): Promise<ImportOutcome<ImportEntry>> {
    const own = running.get(id)
    if (!own) throw new Error('an import settles once')
    const counted = { ...withCounts(own), ended: clock.now() }
    if (end.status === 'done') {
      const { format, cut, truncated, notes } = end.summary
      const entry: ImportEntry = { ...counted, status: 'done', format, cut, truncated, notes }
      await registry.put(entry)
      return { entry }
    }
    const why = end.status === 'failed' ? end.failure.detail : 'Cancelled.'
    const { left, detail } = await cleanUp(counted, why)
    const nothing = { stored: 0, duplicates: 0, sessions: [] }
    const entry: ImportEntry = { ...counted, ...(left ? {} : nothing), status: end.status, detail }
    await registry.put(entry)
    return end.status === 'failed' ? { entry, failure: end.failure } : { entry }
  }

  /** Removes what a broken-off import stored. */
  async function cleanUp(
    entry: ImportEntry,
    why: string,
  ): Promise<{ readonly left: boolean; readonly detail: string }> {
    try {
      await removeEvents(entry, `import ${entry.id} broken off`)
      return { left: false, detail: why }
    } catch (error) {
      log.error({ err: error, import: entry.id }, 'events of a broken-off import could not be removed')
      return {
        left: true,
        detail: `${why} What it had stored could not be removed yet: delete this import later.`,
      }
    }
  }

  /**
   * Removes the import's sessions, except those that another import holds too: the same file, imported twice
   * or first cut off, is one session, and removing one import must not empty the other.
   */
  async function removeEvents(entry: ImportEntry, reason: string): Promise<void> {
    if (entry.sessions.length === 0) return
    const held = new Set<string>()
    for (const other of await registry.list(entry.tenant)) {
      if (other.id === entry.id || other.kind !== entry.kind) continue
      // The list shows only the first of many.
      const isWhole = other.sessions.length < MAX_ANSWERED_SESSIONS
      const whole = isWhole ? other : await registry.get(entry.tenant, other.id)
      for (const session of whole?.sessions ?? []) held.add(session)
    }
    const own = entry.sessions.filter((session) => !held.has(session))
    if (own.length > 0) await deps.removal.deleteSessions(entry.tenant, entry.kind, own, reason)
  }

  function view(entry: ImportEntry): ImportView {
    const own = running.get(entry.id)
    const current = own ? withCounts(own) : entry
    const seconds = Math.max(0.001, ((current.ended ?? clock.now()) - current.started) / MICROS_PER_SECOND)
    const bytesPerSecond = current.bytes / seconds
    const isTimed = own !== undefined && current.totalBytes !== undefined && bytesPerSecond > 0
    return {
      ...current,
      eventsPerSecond: Math.round(current.read / seconds),
      ...(isTimed && {
        secondsLeft: Math.max(0, (current.totalBytes ?? 0) - current.bytes) / bytesPerSecond,
      }),
    }
  }

  return {
    run,
    list: async (tenant) => (await registry.list(tenant)).map(view),
    get: async (tenant, id) => {
      const entry = await registry.get(tenant, id)
      return entry && view(entry)
    },
    remove: async (tenant, id) => {
      const own = running.get(id)
      if (own?.entry.tenant === tenant) {
        own.cancel.abort()
        await own.settled
        return 'cancelled'
      }
      const entry = await registry.get(tenant, id)
      if (!entry) return 'unknown'
      await removeEvents(entry, `import ${id} deleted`)
      await registry.remove(tenant, id)
      return 'removed'
    },
    recover: async () => {
      for (const entry of await registry.running()) {
        if (running.has(entry.id)) continue
        await registry.put({
          ...entry,
          status: 'failed',
          ended: clock.now(),
          detail:
            'The server stopped during this import. Import the file again to complete it (nothing is stored twice), or delete it.',
        })
      }
    },
    stop: async () => {
      const all = [...running.values()]
      for (const own of all) own.cancel.abort()
      await Promise.all(all.map((own) => own.settled))
    },
  }
}

/** People name recordings by the number that was called. Redacted before it is cut, so that no half of one stays. */
function fileName(named: string, keys: TenantKeys): string {
  const whole = wellFormed(named.slice(0, MAX_SENT_NAME_CHARS))
  return redactText(whole, keys, { keys: [], spellings: [] }).slice(0, MAX_FILE_NAME_CHARS) || 'unnamed'
}
