import type { RejectedEvent } from '#protocol/envelope.ts'
import type { SessionId, TenantId } from '#protocol/ids.ts'
import type { SessionRecord } from '#protocol/session.ts'
import type { ImportFailure, ImportSummary } from '#importers/importer.ts'
import type { PreparedEvent } from '../ports.ts'
import type { MasterKey } from '../process/keyring.ts'

/** What a parser needs to know before the first byte. */
export interface ParserData {
  readonly tenant: TenantId
  /** Numbers are replaced in the parser, so that no other thread spends time on it. */
  readonly masterKeys: readonly MasterKey[]
  readonly salvage: boolean
  /** The sample keeps the names of its sessions; nothing else of its kind can have them. */
  readonly copySessions: boolean
}

export type ToParser =
  | { readonly type: 'bytes'; readonly bytes: Uint8Array }
  /** The file is over. */
  | { readonly type: 'end' }
  /** A chunk was stored: there is room for another. */
  | { readonly type: 'stored' }

/** Events of one session, ready to be written. */
export interface ParsedPart {
  readonly session: SessionId
  readonly record?: SessionRecord
  readonly events: readonly PreparedEvent[]
  readonly rejected: readonly RejectedEvent[]
}

export interface ParserProgress {
  /** Bytes as they came, perhaps compressed. */
  readonly bytes: number
  readonly read: number
  readonly rejected: number
}

export type FromParser =
  /** So many bytes were read: there is room for as many. */
  | { readonly type: 'taken'; readonly bytes: number; readonly progress: ParserProgress }
  | { readonly type: 'chunk'; readonly parts: readonly ParsedPart[]; readonly progress: ParserProgress }
  | { readonly type: 'done'; readonly summary: ImportSummary; readonly progress: ParserProgress }
  | { readonly type: 'failed'; readonly failure: ImportFailure }

/** Both ends of the talk with a parser; a worker thread's port fits. */
export interface ParserPort<In, Out> {
  send(message: Out): void
  listen(onMessage: (message: In) => void): void
}

/** A running parser, as the import sees it. */
export interface Parser extends ParserPort<FromParser, ToParser> {
  /** Called once if the parser dies; never after `stop`. */
  onDeath(listener: (reason: string) => void): void
  /** Ends it wherever it is. */
  stop(): Promise<void>
}

export type StartParser = (data: ParserData) => Parser
