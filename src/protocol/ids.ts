import type { Brand } from './brand.ts'

export type TenantId = Brand<string, 'TenantId'>
/** One page load of one tab, one worker, or one imported file. */
export type SessionId = Brand<string, 'SessionId'>
/** 1, 2, 3 … within a session. A hole means loss. */
export type Seq = Brand<number, 'Seq'>
export type CallId = Brand<string, 'CallId'>
/** The long-lived object an event belongs to: a request, a socket, a peer connection. */
export type SourceId = Brand<string, 'SourceId'>
/** Shared by a BEGIN and its END. */
export type SpanId = Brand<string, 'SpanId'>
/** Commit position of the store: grows by one per committed block. */
export type IngestPosition = Brand<number, 'IngestPosition'>

const SESSION_ID = /^[0-9A-Za-z_-]{1,64}$/
const TENANT_ID = /^[a-z0-9][a-z0-9_-]{0,31}$/

export const DEFAULT_TENANT = 'local' as TenantId

export function isSessionId(text: string): text is SessionId {
  return SESSION_ID.test(text)
}

/** Ids that importers give, of the format's name and a digest: no live session may take one. */
const IMPORTED_SESSION_ID = /^(?:imp|netlog|event-log|foreign-ndjson)-[0-9a-f]{32}$/
const SAMPLE_SESSION_ID = /^sample-/

export function isImportedSessionId(session: SessionId): boolean {
  return IMPORTED_SESSION_ID.test(session)
}

/** Whether the id is kept for imports and the sample, so that a live upload may not use it. */
export function isReservedSessionId(session: SessionId): boolean {
  return isImportedSessionId(session) || SAMPLE_SESSION_ID.test(session)
}

export function isTenantId(text: string): text is TenantId {
  return TENANT_ID.test(text)
}

export function isSeq(value: unknown): value is Seq {
  return Number.isSafeInteger(value) && (value as number) >= 1
}
