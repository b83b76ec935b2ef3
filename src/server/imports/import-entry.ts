import type { ImportFormat } from '#importers/importer.ts'
import type { SessionId, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import type { Micros } from '#protocol/time.ts'

export const IMPORT_STATUSES = ['running', 'done', 'failed', 'cancelled'] as const
export type ImportStatus = (typeof IMPORT_STATUSES)[number]

export type ImportKind = Exclude<Kind, 'live'>

/** One import, as it is kept. `read` = `stored` + `duplicates` + `rejected` when it is done. */
export interface ImportEntry {
  readonly tenant: TenantId
  readonly id: string
  readonly kind: ImportKind
  /** As the sender named it: shown, never used as a path. */
  readonly file: string
  /** Absent until it is known. */
  readonly format?: ImportFormat
  readonly status: ImportStatus
  /** Every session of which the import holds events. */
  readonly sessions: readonly SessionId[]
  /** As they came, perhaps compressed. */
  readonly bytes: number
  /** Of the whole file, where the sender said it. */
  readonly totalBytes?: number
  readonly read: number
  readonly stored: number
  readonly duplicates: number
  /** Those that are no events, and conflicts. */
  readonly rejected: number
  /** Of the rejected: stored before with other content. The stored one stays. */
  readonly conflicts: number
  /** Events of which something was cut to a limit. */
  readonly cut: number
  readonly truncated: boolean
  /** Why it failed, what happened to it, what to know about it. */
  readonly detail: string
  readonly notes: readonly string[]
  readonly started: Micros
  readonly ended?: Micros
}

/** Where imports are remembered. */
export interface ImportRegistry {
  /** Writes the entry over an earlier one with its id. Durable when it resolves. */
  put(entry: ImportEntry): Promise<void>
  get(tenant: TenantId, id: string): Promise<ImportEntry | undefined>
  /** Newest first; of an entry's many sessions perhaps only the first `MAX_ANSWERED_SESSIONS`. */
  list(tenant: TenantId): Promise<readonly ImportEntry[]>
  remove(tenant: TenantId, id: string): Promise<void>
  /** Entries of every tenant that were left `running`: by a server that ended in the middle. */
  running(): Promise<readonly ImportEntry[]>
}
