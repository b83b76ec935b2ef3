import { copiedSession } from '#importers/identity.ts'
import type { SessionId, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import type { DeletionScope, SessionsOfKind } from '../../deletions/deletion-scope.ts'
import type { StoreClient } from './client.ts'

/** What a deletion is about, looked up before it begins. */
export function createDeletionScope(reader: StoreClient): DeletionScope {
  async function rows<Row>(
    query: string,
    params: Readonly<Record<string, unknown>>,
  ): Promise<readonly Row[]> {
    const answer = await reader.query({ query, query_params: { ...params }, format: 'JSONEachRow' })
    return answer.json<Row>()
  }

  async function byKind(
    query: string,
    params: Readonly<Record<string, unknown>>,
  ): Promise<readonly SessionsOfKind[]> {
    const kinds = new Map<Kind, SessionId[]>()
    for (const { kind, session } of await rows<{ kind: Kind; session: SessionId }>(query, params)) {
      const sessions = kinds.get(kind)
      if (sessions) sessions.push(session)
      else kinds.set(kind, [session])
    }
    return [...kinds].map(([kind, sessions]) => ({ kind, sessions }))
  }

  return {
    // Of a session without events there may still be a record, and refusals with their details.
    ofSession: (tenant, session) =>
      byKind(
        ['session_days', 'session_records', 'rejects']
          .map(
            (table) => `
              SELECT DISTINCT kind, session FROM ${table}
              WHERE tenant = {tenant:String} AND session IN {sessions:Array(String)}`,
          )
          .join(' UNION DISTINCT '),
        { tenant, sessions: [session, copiedSession(session)] },
      ),

    // As a search finds an account: in any case.
    ofAccount: (tenant, account) =>
      byKind(
        `SELECT DISTINCT kind, session FROM session_days
          WHERE tenant = {tenant:String} AND arrayExists(it -> lowerUTF8(it) = lowerUTF8({account:String}), accounts)`,
        { tenant, account },
      ),

    async hasNumber(tenant: TenantId, { keys }) {
      const found = await rows(
        'SELECT 1 FROM number_days WHERE tenant = {tenant:String} AND number IN {keys:Array(String)} LIMIT 1',
        { tenant, keys },
      )
      return found.length > 0
    },

    async removed(tenant, audits) {
      const found = await rows<{ audit: string; sessions: string; events: string }>(
        `SELECT audit, uniqExact(kind, session) AS sessions, sum(events) AS events FROM deletions
          WHERE tenant = {tenant:String} AND audit IN {audits:Array(String)} GROUP BY audit`,
        { tenant, audits },
      )
      return new Map(
        found.map(({ audit, sessions, events }) => [
          audit,
          { sessions: Number(sessions), events: Number(events) },
        ]),
      )
    },
  }
}
