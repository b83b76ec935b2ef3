import { civilFromDays } from '#protocol/civil-date.ts'
import type { CallId, SessionId, TenantId } from '#protocol/ids.ts'
import { MICROS_PER_DAY, type Micros } from '#protocol/time.ts'
import type { RecentReader, RecentRequest } from '../../../query/recent-reader.ts'
import type { StoreClients } from '../client.ts'
import { asProblem, createStatements, startBudget, type Budget, type Statements } from './statements.ts'

/** Days looked at, counted back from the newest one, until there is enough; at last everything. */
const STEPS = [2, 14, 120, Number.POSITIVE_INFINITY] as const

const PLACES = { calls: ['call_days', 'callid'], sessions: ['session_days', 'session'] } as const

/** Reads what was there last out of the tables by day: of years of logs only the last days are touched. */
export function createRecentReader(clients: StoreClients): RecentReader {
  const statements = createStatements(clients)
  return {
    async recent(tenant, request, control) {
      const budget = startBudget(control)
      try {
        const [calls, sessions] = await Promise.all([
          newest(statements, tenant, 'calls', request, budget),
          newest(statements, tenant, 'sessions', request, budget),
        ])
        return { calls: calls as readonly CallId[], sessions: sessions as readonly SessionId[] }
      } catch (cause) {
        throw asProblem(cause)
      }
    },
  }
}

/** `2021-12-27`. */
function dateText(days: number): string {
  const { year, month, day } = civilFromDays(days)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

const dayOf = (time: Micros) => Math.floor(time / MICROS_PER_DAY)

async function newest(
  statements: Statements,
  tenant: TenantId,
  what: keyof typeof PLACES,
  { limit, from, to }: RecentRequest,
  budget: Budget,
): Promise<readonly string[]> {
  const [table, id] = PLACES[what]
  const until = to === undefined ? undefined : dayOf((to - 1) as Micros)
  const last = await newestDay(statements, tenant, table, until, budget)
  if (last === undefined) return []
  const first = from === undefined ? Number.NEGATIVE_INFINITY : dayOf(from)
  let found: readonly string[] = []
  for (const days of STEPS) {
    const since = Math.max(first, last - days + 1)
    const conditions = [
      'tenant = {tenant:String}',
      'day <= {last:Date32}',
      ...(Number.isFinite(since) ? ['day >= {since:Date32}'] : []),
    ]
    const having = [
      ...(from === undefined ? [] : ['toUnixTimestamp64Micro(max(max_ts)) >= {from:Int64}']),
      ...(to === undefined ? [] : ['toUnixTimestamp64Micro(min(min_ts)) < {to:Int64}']),
    ]
    const rows = await statements.rows<readonly [string]>(
      {
        text: `SELECT ${id} FROM ${table} WHERE ${conditions.join(' AND ')} GROUP BY ${id}
          ${having.length === 0 ? '' : `HAVING ${having.join(' AND ')}`}
          ORDER BY max(max_ts) DESC, ${id} LIMIT {row_limit:UInt64}`,
        params: {
          tenant,
          last: dateText(last),
          ...(Number.isFinite(since) ? { since: dateText(since) } : {}),
          ...(from === undefined ? {} : { from }),
          ...(to === undefined ? {} : { to }),
          row_limit: limit,
        },
      },
      budget,
    )
    found = rows.map(([value]) => value)
    if (found.length >= limit || since <= first) break
  }
  return found
}

async function newestDay(
  statements: Statements,
  tenant: TenantId,
  table: string,
  until: number | undefined,
  budget: Budget,
): Promise<number | undefined> {
  const rows = await statements.rows<readonly [days: number, rows: string]>(
    {
      text: `SELECT max(toInt32(day)), count() FROM ${table} WHERE tenant = {tenant:String}
        ${until === undefined ? '' : 'AND day <= {until:Date32}'}`,
      params: { tenant, ...(until === undefined ? {} : { until: dateText(until) }) },
    },
    budget,
  )
  const [days = 0, count = '0'] = rows[0] ?? []
  return Number(count) === 0 ? undefined : days
}
