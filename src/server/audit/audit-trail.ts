import { createHash } from 'node:crypto'
import type { TenantId } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'

export const AUDIT_ACTIONS = [
  'reveal-number',
  'set-retention',
  'make-key',
  'delete-key',
  'delete-logs',
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]
export const AUDIT_OUTCOMES = ['done', 'nothing-there'] as const
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number]

/** What somebody did. Never holds the number itself. */
interface AuditEntry {
  readonly tenant: TenantId
  readonly actor: string
  readonly action: AuditAction
  /** What it was done to: a callid. */
  readonly subject: string
  /** Why, in the words of who did it. */
  readonly reason: string
  readonly outcome: AuditOutcome
}

export interface AuditRecord extends AuditEntry {
  readonly id: string
  readonly at: Micros
  /** Hash of the tenant's record before this one; empty for the first. */
  readonly previous: string
  readonly hash: string
}

/** Append only. Each record seals the one before, so that none can be changed or taken out unseen. */
export interface AuditTrail {
  /** Durable when it resolves, to the record's id: what it allows must not happen before. */
  append(entry: AuditEntry): Promise<string>
  /** Newest first; of one action where one is named. */
  newest(tenant: TenantId, limit: number, action?: AuditAction): Promise<readonly AuditRecord[]>
}

/** SHA-256, hex, over every other field, each with its length so that no two records read alike. */
export function auditHash(record: Omit<AuditRecord, 'hash'>): string {
  const { previous, tenant, id, at, actor, action, subject, reason, outcome } = record
  const hash = createHash('sha256')
  for (const field of [previous, tenant, id, String(at), actor, action, subject, reason, outcome]) {
    const bytes = Buffer.from(field, 'utf8')
    hash.update(`${bytes.length}:`).update(bytes)
  }
  return hash.digest('hex')
}

/** Whether records, newest first and without a gap, are what was once written. */
export function isIntact(records: readonly AuditRecord[]): boolean {
  return records.every((record, index) => {
    const older = records[index + 1]
    return auditHash(record) === record.hash && (older === undefined || record.previous === older.hash)
  })
}
