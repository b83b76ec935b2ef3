import type { SessionId, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import type { NumberTrace, Removed } from '../ports.ts'

export interface SessionsOfKind {
  readonly kind: Kind
  readonly sessions: readonly SessionId[]
}

/** Tells what a deletion is about, and what came of earlier ones. */
export interface DeletionScope {
  /** The session, and a copy of it that was imported. */
  ofSession(tenant: TenantId, session: SessionId): Promise<readonly SessionsOfKind[]>
  /** Every session that the account was ever signed in to. */
  ofAccount(tenant: TenantId, account: string): Promise<readonly SessionsOfKind[]>
  hasNumber(tenant: TenantId, number: NumberTrace): Promise<boolean>
  /** By the id of the audit's record. */
  removed(tenant: TenantId, audits: readonly string[]): Promise<ReadonlyMap<string, Removed>>
}
