import type { SessionId, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import type { NumberTrace } from '../../ports.ts'
import type { StoreClient } from './client.ts'
import { eventsPartition } from './day-partition.ts'
import type { DayPartition } from './day-partition.ts'
import { DELETED } from './deleted-seqs.ts'
import { rebuildPartitions } from './rebuild.ts'
import { writeQueryId } from './running-writes.ts'

/** Everything of one tenant that a phone number stands in. */
export interface NumberScope extends NumberTrace {
  readonly tenant: TenantId
}

/** The calls that named the number: told apart once, since a removal that has begun finds fewer of them. */
const STAGE = 'removal_calls'
const NAMED = `tenant = {tenant:String} AND (hasAny(numbers, {keys:Array(String)})
  OR (callid != '' AND (kind, callid) IN (SELECT kind, callid FROM ${STAGE})))`
const params = ({ tenant, keys }: NumberScope) => ({ tenant, keys })

/** Before the functions below are asked about `scope`. Repeatable. */
export async function stageCalls(writer: StoreClient, scope: NumberScope): Promise<void> {
  await unstageCalls(writer)
  await writer.command({
    query: `CREATE TABLE ${STAGE} (kind String, callid String) ENGINE = MergeTree ORDER BY (kind, callid)`,
  })
  await writer.command({
    query: `
      INSERT INTO ${STAGE} SELECT DISTINCT kind, callid FROM number_days
      WHERE tenant = {tenant:String} AND number IN {keys:Array(String)} AND callid != ''`,
    query_params: params(scope),
    query_id: writeQueryId('removal'),
  })
}

/** When all is removed; a mutation that still runs needs the table. */
export async function unstageCalls(writer: StoreClient): Promise<void> {
  await writer.command({ query: `DROP TABLE IF EXISTS ${STAGE} SYNC` })
}

interface NamedPart extends DayPartition {
  readonly session: SessionId
  readonly events: number
}

/** Where its events lie, newest day first. */
export async function namedEvents(writer: StoreClient, scope: NumberScope): Promise<readonly NamedPart[]> {
  const answer = await writer.query({
    query: `
      SELECT kind, toYYYYMMDD(ts) AS date, session, count() AS found FROM events WHERE ${NAMED}
      GROUP BY kind, date, session ORDER BY date DESC, kind, session`,
    query_params: params(scope),
    format: 'JSONEachRow',
  })
  const rows = await answer.json<{ kind: Kind; date: number; session: SessionId; found: string }>()
  return rows.map(({ kind, date, session, found }) => ({ kind, day: date, session, events: Number(found) }))
}

/** What goes stays known by its seq. Repeatable: who reads seqs of `rejects` counts each once. */
export async function recordDeletedSeqs(writer: StoreClient, scope: NumberScope): Promise<void> {
  await writer.command({
    query: `
      INSERT INTO rejects (tenant, kind, session, seq, reason, detail, count, received)
      SELECT tenant, kind, session, seq, '${DELETED}', '', 1, received FROM events WHERE ${NAMED}`,
    query_params: params(scope),
    query_id: writeQueryId('removal'),
    clickhouse_settings: { insert_deduplicate: 0 },
  })
}

/**
 * Removes the events and what was derived from them. Newest day first: a call that began the day before is found by its
 * beginning until the end, also by whoever repeats a removal that was broken off. Repeatable; nothing may be inserted
 * meanwhile.
 */
export async function removeNamedEvents(
  writer: StoreClient,
  scope: NumberScope,
  days: readonly DayPartition[],
): Promise<void> {
  for (const day of days) {
    await writer.command({
      query: `ALTER TABLE events DELETE IN PARTITION ${eventsPartition(day)} WHERE ${NAMED}`,
      query_params: params(scope),
    })
    await rebuildPartitions(writer, [day])
  }
}

/** What stands in texts in place of the number: a token ends with the first digits of one of its keys. */
const TAG_CHARS = 8
const TOKENS = `concat('\\\\[tel:[^\\\\]]*:(?:', arrayStringConcat({tags:Array(String)}, '|'), ')\\\\]')`
const IN_PLACE = '[deleted]'

/** Takes the number's token out of session records and of the names of imported files. Repeatable. */
export async function removeTokens(writer: StoreClient, { tenant, keys }: NumberScope): Promise<void> {
  const tags = keys.map((key) => key.slice(0, TAG_CHARS))
  const without = (text: string) => `replaceRegexpAll(${text}, ${TOKENS}, '${IN_PLACE}')`
  const mine = 'tenant = {tenant:String}'
  const updates = [
    `ALTER TABLE session_records UPDATE fields = mapApply((name, text) -> (name, ${without('text')}), fields)
      WHERE ${mine} AND arrayExists(text -> match(text, ${TOKENS}), mapValues(fields))`,
    `ALTER TABLE imports UPDATE file = ${without('file')} WHERE ${mine} AND match(file, ${TOKENS})`,
  ]
  for (const query of updates) await writer.command({ query, query_params: { tenant, tags } })
}
