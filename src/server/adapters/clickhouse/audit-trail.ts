import { randomUUID } from 'node:crypto'
import type { CallId, TenantId } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import { wellFormed } from '#protocol/well-formed.ts'
import {
  auditHash,
  type AuditAction,
  type AuditOutcome,
  type AuditRecord,
  type AuditTrail,
} from '../../audit/audit-trail.ts'
import type { Clock } from '../../ports.ts'
import type { StoreClient, StoreClients } from './client.ts'
import { dateTimeText } from './store-inserts.ts'

interface AuditRow {
  readonly id: string
  readonly micros: string
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly reason: string
  readonly outcome: string
  readonly previous: string
  readonly hash: string
}

async function readNewest(
  client: StoreClient,
  tenant: TenantId,
  limit: number,
  action?: AuditAction,
): Promise<readonly AuditRecord[]> {
  const answer = await client.query({
    query: `
      SELECT id, toUnixTimestamp64Micro(at) AS micros, actor, action, subject, reason, outcome, previous, hash
      FROM audit
      WHERE tenant = {tenant:String} ${action === undefined ? '' : 'AND action = {action:String}'}
      ORDER BY at DESC, id DESC
      LIMIT {row_limit:UInt32}`,
    query_params: { tenant, row_limit: limit, action },
    format: 'JSONEachRow',
  })
  return (await answer.json<AuditRow>()).map(({ micros, action, outcome, ...row }) => ({
    ...row,
    tenant,
    at: Number(micros) as Micros,
    action: action as AuditAction,
    outcome: outcome as AuditOutcome,
  }))
}

/** One for a process: records follow one another, so appends wait for each other. */
export function createAuditTrail({ writer }: Pick<StoreClients, 'writer'>, clock: Clock): AuditTrail {
  let turn: Promise<unknown> = Promise.resolve()

  const append: AuditTrail['append'] = async (entry) => {
    const [last] = await readNewest(writer, entry.tenant, 1)
    const draft = {
      ...entry,
      actor: wellFormed(entry.actor),
      subject: wellFormed(entry.subject),
      reason: wellFormed(entry.reason),
      id: randomUUID(),
      // The order of the chain is the order in time, also where a clock went back.
      at: Math.max((last?.at ?? 0) + 1, clock.now()) as Micros,
      previous: last?.hash ?? '',
    }
    const { at, ...fields } = draft
    await writer.insert({
      table: 'audit',
      format: 'JSONEachRow',
      values: [{ ...fields, at: dateTimeText(at), rows: 0, detail: '', hash: auditHash(draft) }],
    })
    return draft.id
  }

  return {
    append: (entry) => {
      const done = turn.then(() => append(entry))
      turn = done.catch(() => undefined)
      return done
    },
    newest: (tenant, limit, action) => readNewest(writer, tenant, limit, action),
  }
}

/** The sealed number of a call, base64: the one that its summary shows masked. Undefined where it named none. */
export async function sealedNumberOf(
  reader: StoreClient,
  tenant: TenantId,
  callid: CallId,
): Promise<string | undefined> {
  const answer = await reader.query({
    query: `
      SELECT tupleElement(argMinMerge(call_number), 1) AS sealed FROM call_days
      WHERE tenant = {tenant:String} AND callid = {callid:String}`,
    query_params: { tenant, callid },
    format: 'JSONEachRow',
  })
  const [row] = await answer.json<{ sealed: string }>()
  return row?.sealed || undefined
}
