import type { SeqRange } from '#protocol/envelope.ts'
import type { SessionId, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import type { Micros } from '#protocol/time.ts'
import { MAX_EPOCHS } from '../../process/ledger-clock.ts'
import { UNKNOWN_SESSION } from '../../process/ledger.ts'
import type { SessionFacts } from '../../process/ledger.ts'
import type { StoreClient } from './client.ts'
import { DELETED } from './deleted-seqs.ts'

export interface SessionKey {
  readonly tenant: TenantId
  readonly kind: Kind
  readonly session: SessionId
}

/** Session ids hold no slash, so the parts cannot run into one another. */
export const sessionKeyText = ({ tenant, kind, session }: SessionKey) => `${tenant}/${kind}/${session}`

/** One bound parameter must stay far below the engine's limits on the size of a query. */
const SESSIONS_PER_QUERY = 1_000

interface Owner {
  readonly tenant: TenantId
  readonly kind: Kind
}

type Wide = string | number

/** No writer of ours stores more offsets than `MAX_EPOCHS`; twice as many if a day of them came back from an import. */
const MAX_OFFSETS_READ = 2 * MAX_EPOCHS
/** A client declares a stretch lost per outage; a session with more is broken, and its holes just stay holes. */
const MAX_LOST_RANGES = 100_000

/** What the store knows of each session, read from the derived tables; from `events` only for sessions with holes. */
export async function loadSessionFacts(
  client: StoreClient,
  keys: readonly SessionKey[],
): Promise<ReadonlyMap<string, SessionFacts>> {
  const facts = new Map<string, SessionFacts>()
  for (const [owner, sessions] of byOwner(keys)) {
    for (let at = 0; at < sessions.length; at += SESSIONS_PER_QUERY) {
      const some = sessions.slice(at, at + SESSIONS_PER_QUERY)
      for (const [session, known] of await loadSome(client, owner, some))
        facts.set(sessionKeyText({ ...owner, session }), known)
    }
  }
  return facts
}

function byOwner(keys: readonly SessionKey[]): readonly (readonly [Owner, readonly SessionId[]])[] {
  const groups = new Map<string, [Owner, SessionId[]]>()
  for (const { tenant, kind, session } of keys) {
    const group = groups.get(`${tenant}/${kind}`)
    if (group) group[1].push(session)
    else groups.set(`${tenant}/${kind}`, [{ tenant, kind }, [session]])
  }
  return [...groups.values()]
}

async function loadSome(
  client: StoreClient,
  owner: Owner,
  sessions: readonly SessionId[],
): Promise<ReadonlyMap<SessionId, SessionFacts>> {
  const [days, records, rejects] = await Promise.all([
    loadDays(client, owner, sessions),
    loadRecords(client, owner, sessions),
    loadRejects(client, owner, sessions),
  ])
  const holed = [...days].filter(([, { hasHoles }]) => hasHoles)
  const ranges = await loadRanges(
    client,
    owner,
    holed.map(([session, { span }]) => [session, span]),
  )
  return new Map(
    sessions.map((session) => {
      const { stored, lost, offsets, span } = days.get(session) ?? {}
      const facts: SessionFacts = {
        ...UNKNOWN_SESSION,
        ...records.get(session),
        ...rejects.get(session),
        ...(stored === undefined ? {} : { stored: ranges.get(session) ?? [stored] }),
        ...(lost === undefined ? {} : { lost }),
        ...(offsets === undefined ? {} : { offsets }),
        ...(span === undefined ? {} : { span }),
      }
      return [session, facts]
    }),
  )
}

async function rows<Row>(
  client: StoreClient,
  query: string,
  owner: Owner,
  sessions: readonly SessionId[],
  more: Readonly<Record<string, unknown>> = {},
): Promise<readonly Row[]> {
  const answer = await client.query({
    query,
    query_params: { ...owner, sessions, ...more },
    format: 'JSONCompactEachRow',
  })
  return answer.json<Row>()
}

const OURS = 'tenant = {tenant:String} AND kind = {kind:String} AND session IN {sessions:Array(String)}'

interface SessionSpan {
  readonly stored: SeqRange
  readonly hasHoles: boolean
  readonly span: readonly [Micros, Micros]
  readonly lost: readonly SeqRange[]
  readonly offsets: readonly (readonly [number, number])[]
}

async function loadDays(
  client: StoreClient,
  owner: Owner,
  sessions: readonly SessionId[],
): Promise<ReadonlyMap<SessionId, SessionSpan>> {
  type Row = [SessionId, Wide, Wide, Wide, Wide, Wide, [Wide, Wide][], [Wide, Wide][]]
  const query = `
    SELECT session, min(min_seq), max(max_seq), sum(events),
      toUnixTimestamp64Micro(min(min_ts)), toUnixTimestamp64Micro(max(max_ts)),
      groupUniqArrayArray(${MAX_LOST_RANGES})(lost_ranges),
      arraySort(groupUniqArrayArray(${MAX_OFFSETS_READ})(offsets))
    FROM session_days WHERE ${OURS} GROUP BY session`
  const found = await rows<Row>(client, query, owner, sessions)
  return new Map(
    found.map(([session, from, to, events, minTs, maxTs, lost, offsets]) => {
      const stored: SeqRange = [Number(from), Number(to)]
      return [
        session,
        {
          stored,
          hasHoles: Number(events) !== stored[1] - stored[0] + 1,
          span: [Number(minTs) as Micros, Number(maxTs) as Micros],
          lost: lost.map(([a, b]): SeqRange => [Number(a), Number(b)]),
          offsets: offsets.map(([epoch, offset]) => [Number(epoch), Number(offset)] as const),
        },
      ]
    }),
  )
}

type RecordFacts = Pick<SessionFacts, 'secretHash' | 'fields' | 'floor' | 'highest' | 'firstReceived'>

async function loadRecords(
  client: StoreClient,
  owner: Owner,
  sessions: readonly SessionId[],
): Promise<ReadonlyMap<SessionId, RecordFacts>> {
  type Row = [SessionId, string, Record<string, string>, Wide, Wide, Wide]
  const query = `
    SELECT session, argMax(secret_hash, version), argMax(fields, version), max(floor), max(highest),
      toUnixTimestamp64Micro(min(first_received))
    FROM session_records WHERE ${OURS} GROUP BY session`
  const found = await rows<Row>(client, query, owner, sessions)
  return new Map(
    found.map(([session, secretHash, fields, floor, highest, firstReceived]) => [
      session,
      {
        ...(secretHash === '' ? {} : { secretHash }),
        fields: new Map(Object.entries(fields)),
        floor: Number(floor),
        highest: Number(highest),
        firstReceived: Number(firstReceived) as Micros,
      },
    ]),
  )
}

const single = (seq: Wide): SeqRange => [Number(seq), Number(seq)]

type RejectFacts = Pick<SessionFacts, 'rejected' | 'deleted' | 'conflicts'>

async function loadRejects(
  client: StoreClient,
  owner: Owner,
  sessions: readonly SessionId[],
): Promise<ReadonlyMap<SessionId, RejectFacts>> {
  type Row = [SessionId, Wide[], Wide[], Wide[]]
  const query = `
    SELECT session, groupUniqArrayIf(seq, reason != 'conflict'), groupUniqArrayIf(seq, reason = '${DELETED}'),
      groupUniqArrayIf(seq, reason = 'conflict')
    FROM rejects WHERE ${OURS} AND seq > 0 GROUP BY session`
  const found = await rows<Row>(client, query, owner, sessions)
  return new Map(
    found.map(([session, rejected, deleted, conflicts]) => [
      session,
      {
        rejected: rejected.map(single),
        deleted: deleted.map(single),
        conflicts: conflicts.map(single),
      },
    ]),
  )
}

type Spanned = readonly [session: SessionId, span: readonly [Micros, Micros]]

function overallSpan(sessions: readonly Spanned[]): { readonly from: number; readonly to: number } {
  return {
    from: Math.min(...sessions.map(([, [from]]) => from)),
    to: Math.max(...sessions.map(([, [, to]]) => to)),
  }
}

const IN_SPAN = `
  ts >= fromUnixTimestamp64Micro({from:Int64}, 'UTC') AND ts <= fromUnixTimestamp64Micro({to:Int64}, 'UTC')`

/** Neighbouring seqs keep their distance to their row number, so each distance is one range. */
async function loadRanges(
  client: StoreClient,
  owner: Owner,
  sessions: readonly Spanned[],
): Promise<ReadonlyMap<SessionId, readonly SeqRange[]>> {
  if (sessions.length === 0) return new Map()
  type Row = [SessionId, [Wide, Wide][]]
  const query = `
    SELECT session, arraySort(groupArray((first, last))) FROM (
      SELECT session, min(seq) AS first, max(seq) AS last FROM (
        SELECT session, seq, seq - row_number() OVER (PARTITION BY session ORDER BY seq) AS distance
        FROM events WHERE ${OURS} AND ${IN_SPAN}
      ) GROUP BY session, distance
    ) GROUP BY session`
  const ids = sessions.map(([session]) => session)
  const found = await rows<Row>(client, query, owner, ids, overallSpan(sessions))
  return new Map(
    found.map(([session, ranges]) => [
      session,
      ranges.map(([from, to]): SeqRange => [Number(from), Number(to)]),
    ]),
  )
}

export interface HashRequest extends SessionKey {
  readonly seqs: readonly number[]
  readonly span: readonly [number, number]
}

/** With 17 characters each they stay below `MAX_PARAMETER_BYTES`. */
const SEQS_PER_QUERY = 5_000

/** Hashes of stored events, by `sessionKeyText` and seq. */
export async function loadHashes(
  client: StoreClient,
  requests: readonly HashRequest[],
): Promise<ReadonlyMap<string, ReadonlyMap<number, number>>> {
  const hashes = new Map<string, Map<number, number>>()
  // Side by side, as far as the client has sockets: after a restart many sessions send again at once.
  await Promise.all(
    requests.flatMap((request) => {
      const bySeq = new Map<number, number>()
      hashes.set(sessionKeyText(request), bySeq)
      const parts = Math.ceil(request.seqs.length / SEQS_PER_QUERY)
      return Array.from({ length: parts }, async (_, part) => {
        const seqs = request.seqs.slice(part * SEQS_PER_QUERY, (part + 1) * SEQS_PER_QUERY)
        for (const [seq, hash] of await loadSomeHashes(client, { ...request, seqs })) bySeq.set(seq, hash)
      })
    }),
  )
  return hashes
}

async function loadSomeHashes(
  client: StoreClient,
  { tenant, kind, session, seqs, span: [from, to] }: HashRequest,
): Promise<readonly (readonly [seq: number, hash: number])[]> {
  const query = `
    SELECT seq, hash FROM events
    WHERE ${OURS} AND ${IN_SPAN} AND seq IN {seqs:Array(UInt64)}`
  const found = await rows<[Wide, number]>(client, query, { tenant, kind }, [session], { from, to, seqs })
  return found.map(([seq, hash]) => [Number(seq), hash] as const)
}
