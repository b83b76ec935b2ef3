import type { Micros } from '#protocol/time.ts'
import type { RemovalReader } from '../../../query/removal-routes.ts'
import type { StoreClients } from '../client.ts'
import { asProblem, createStatements, startBudget } from './statements.ts'

type Row = readonly [kind: string, session: string, day: number, at: string, reason: string, events: string]

/** Reads what the store remembers of its own removals. */
export function createRemovalReader(clients: StoreClients): RemovalReader {
  const statements = createStatements(clients)
  return {
    async removals(tenant, { after, session, day }, limit, control) {
      const conditions = [
        'tenant = {tenant:String}',
        ...(after === undefined ? [] : ['position >= {after:UInt64}']),
        ...(session === undefined
          ? []
          : [
              `(session = {session:String}${day === undefined ? '' : ` OR (session = '' AND day = {day:UInt32})`})`,
            ]),
      ]
      const text = `
        SELECT kind, session, day, toUnixTimestamp64Micro(at), reason, events
        FROM deletions WHERE ${conditions.join(' AND ')}
        ORDER BY at DESC, session LIMIT {row_limit:UInt32}`
      const params = { tenant, row_limit: limit, after, session, day }
      try {
        const rows = await statements.rows<Row>({ text, params }, startBudget(control))
        return rows.map(([kind, of, date, at, reason, events]) => ({
          kind,
          session: of === '' ? null : of,
          day: date === 0 ? null : date,
          at: Number(at) as Micros,
          reason,
          events: Number(events),
        }))
      } catch (cause) {
        throw asProblem(cause)
      }
    },
  }
}
