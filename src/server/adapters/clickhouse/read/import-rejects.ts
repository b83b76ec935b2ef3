import type { SessionId } from '#protocol/ids.ts'
import type { ImportRejects } from '../../../imports/import-rejects.ts'
import { DELETED } from '../deleted-seqs.ts'
import type { StoreClients } from '../client.ts'

/** A list of a hundred lines that somebody waits for. */
const MAX_SECONDS = 10

/** Reads what was refused of sessions; what was deleted later on request is not told as refused. */
export function createImportRejects({ reader }: Pick<StoreClients, 'reader'>): ImportRejects {
  return {
    async rejects(tenant, kind, sessions, limit) {
      const answer = await reader.query({
        query: `SELECT session, seq, any(reason), any(detail) FROM rejects
          WHERE tenant = {tenant:String} AND kind = {kind:String} AND session IN {sessions:Array(String)}
            AND reason != {deleted:String}
          GROUP BY session, seq ORDER BY session, seq LIMIT {row_limit:UInt64}`,
        query_params: { tenant, kind, sessions: [...sessions], deleted: DELETED, row_limit: limit },
        format: 'JSONCompactEachRow',
        clickhouse_settings: { max_execution_time: MAX_SECONDS },
      })
      const rows =
        await answer.json<readonly [session: string, seq: string, reason: string, detail: string]>()
      return rows.map(([session, seq, reason, detail]) => ({
        session: session as SessionId,
        seq: Number(seq),
        reason,
        detail,
      }))
    },
  }
}
