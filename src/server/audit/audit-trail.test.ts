import { expect, test } from 'vitest'
import type { TenantId } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import { auditHash, isIntact, type AuditRecord } from './audit-trail.ts'

function chain(...subjects: string[]): AuditRecord[] {
  const records: AuditRecord[] = []
  for (const [index, subject] of subjects.entries()) {
    const record = {
      tenant: 'local' as TenantId,
      id: `id-${index}`,
      at: index as Micros,
      actor: 'mei',
      action: 'reveal-number' as const,
      subject,
      reason: 'called back',
      outcome: 'done' as const,
      previous: records[0]?.hash ?? '',
    }
    records.unshift({ ...record, hash: auditHash(record) })
  }
  return records
}

test('a chain that nobody touched is intact, in part too', () => {
  const records = chain('a', 'b', 'c')
  expect(isIntact(records)).toBe(true)
  expect(isIntact(records.slice(0, 2))).toBe(true)
  expect(isIntact([])).toBe(true)
})

test.each([
  [
    'a changed field',
    (records: AuditRecord[]) => records.map((it, i) => (i === 1 ? { ...it, actor: 'x' } : it)),
  ],
  ['a record taken out', (records: AuditRecord[]) => records.filter((_, i) => i !== 1)],
  ['another order', (records: AuditRecord[]) => records.toReversed()],
])('%s shows', (_why, touch) => {
  expect(isIntact(touch(chain('a', 'b', 'c')))).toBe(false)
})

test('text cannot move from one field to the next unseen', () => {
  const [record] = chain('a')
  if (!record) throw new Error('no record')
  expect(auditHash({ ...record, actor: 'me', subject: 'ia' })).not.toBe(
    auditHash({ ...record, actor: 'mei', subject: 'a' }),
  )
})
