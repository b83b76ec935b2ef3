import type { SessionId } from '#protocol/ids.ts'
import type { Result } from '#protocol/result.ts'

export const IMPORT_FORMATS = ['netlog', 'event-log', 'ndjson', 'foreign-ndjson'] as const
export type ImportFormat = (typeof IMPORT_FORMATS)[number]

export interface ImportOptions {
  /** Bytes to text, invalid UTF-8 as U+FFFD, a byte order mark kept. Given, because this folder knows no platform. */
  readonly decodeUtf8: (bytes: Uint8Array) => string
  /** Keep the whole events before a fault instead of refusing the file. */
  readonly salvage?: boolean
  /** Give sessions that the file names itself ids of their own (see `copiedSession`). Absent: they keep theirs. */
  readonly copySessions?: boolean
}

export const IMPORT_FAILURES = ['unknown-format', 'syntax', 'empty', 'too-large'] as const
export type ImportFailureCode = (typeof IMPORT_FAILURES)[number]

/** Why a file cannot be imported. */
export interface ImportFailure {
  readonly code: ImportFailureCode
  /** What happened, why, what to do: for people, in English. */
  readonly detail: string
  /** From 1; of the fault, where there is one place to point at. */
  readonly line?: number
  /** From 1, in UTF-16 units. */
  readonly column?: number
  /** Whole events before the fault: what `salvage` would keep. 0: nothing to salvage. */
  readonly salvageable: number
}

export interface ImportSummary {
  readonly format: ImportFormat
  /** Of the file's first `MAX_LISTED_SESSIONS` sessions. */
  readonly sessions: readonly SessionId[]
  /** Events and lines that were looked at, rejected ones among them. */
  readonly read: number
  readonly rejected: number
  /** Events of which something was cut to a limit; each carries its own mark. */
  readonly cut: number
  /** The file ends before its format does, or was salvaged: events after the end are missing. */
  readonly truncated: boolean
  /** What a person should know about how the file was read; at most `MAX_NOTES`. */
  readonly notes: readonly string[]
}

/**
 * Reads one file, chunk by chunk, into its sink. Never throws for what a file holds. After a failure
 * it takes nothing more. Memory is bounded whatever comes: see the limits in `import-limits.ts`.
 */
export interface Importer {
  /** Bytes of the decompressed file, cut anywhere. */
  push(bytes: Uint8Array): Result<undefined, ImportFailure>
  /** The file is over. */
  end(): Result<ImportSummary, ImportFailure>
}
