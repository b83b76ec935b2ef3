import type { Micros } from '#protocol/time.ts'
import type { PayloadReader } from '../../../query/payload-routes.ts'
import type { StoreClients } from '../client.ts'
import { eventsOf, timeCondition } from './scope-sql.ts'
import { asProblem, createStatements, startBudget } from './statements.ts'

/** Reads payloads of known events: their times lead the engine to the few places where they lie. */
export function createPayloadReader(clients: StoreClients): PayloadReader {
  const statements = createStatements(clients)
  return {
    async payloads(tenant, events, control) {
      const times = events.map(({ ts }) => ts)
      const time = timeCondition({
        from: Math.min(...times) as Micros,
        to: (Math.max(...times) + 1) as Micros,
      })
      const named = {
        text: `payload != '' AND (session, seq) IN (
          SELECT arrayJoin(arrayZip({sessions:Array(String)}, {seqs:Array(UInt64)})))`,
        params: {
          sessions: events.map(({ session }) => session),
          seqs: events.map(({ seq }) => seq),
        },
      }
      const source = eventsOf({ tenant, kinds: 'all', asOf: 'now' }, time, named)
      try {
        const rows = await statements.rows<readonly [session: string, seq: string, payload: string]>(
          { text: `SELECT session, seq, payload FROM ${source.text}`, params: source.params },
          startBudget(control),
        )
        const found = new Map(rows.map(([session, seq, payload]) => [`${session} ${seq}`, payload]))
        return events.map(({ session, seq }) => found.get(`${session} ${seq}`) ?? '')
      } catch (cause) {
        throw asProblem(cause)
      }
    },
  }
}
