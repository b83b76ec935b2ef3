import { randomUUID } from 'node:crypto'
import type { IngestPosition, Seq } from '#protocol/ids.ts'
import type { EventBatch } from '../../ports.ts'
import type { BatchPlan, LedgerReject, SessionRecordState } from '../../process/ledger.ts'
import { dayOf, partitionKey } from './day-partition.ts'
import type { DayPartition } from './day-partition.ts'
import type { EventRow } from './event-rows.ts'
import type { SessionLedgers } from './session-ledgers.ts'
import { loadHashes, sessionKeyText } from './session-facts.ts'
import type { HashRequest } from './session-facts.ts'
import type { StoreClient } from './client.ts'

/** One insert of events: rows of one partition, so that it becomes one part, whole or not at all. */
export interface Block {
  readonly partition: DayPartition
  readonly rows: readonly EventRow[]
  /** Random, made once, and used again only when this very block is retried. */
  readonly token: string
}

export interface RejectRow extends LedgerReject {
  readonly batch: EventBatch
}

export interface RecordRow extends SessionRecordState {
  readonly batch: EventBatch
}

export interface PlannedBatch {
  readonly batch: EventBatch
  /** Absent: the session belongs to somebody else, nothing of the batch is stored. */
  readonly plan?: Pick<BatchPlan, 'duplicates'> & {
    readonly stored: number
    readonly conflicts: readonly Seq[]
  }
}

/** Everything that has to be durable before the batches of a group are acknowledged. */
export interface WritePlan {
  readonly batches: readonly PlannedBatch[]
  readonly blocks: readonly Block[]
  readonly records: readonly RecordRow[]
  readonly rejects: readonly RejectRow[]
  readonly ingest: IngestPosition
}

/** Larger parts gain nothing, and a block must be small enough to be sent again. */
const MAX_BLOCK_ROWS = 20_000

/**
 * Decides what a group of batches means. Counts it as stored in the ledgers, so when the plan is not carried out
 * the ledgers of its sessions must be forgotten. `next` is the position that new rows get.
 */
export async function planWrites(
  client: StoreClient,
  ledgers: SessionLedgers,
  batches: readonly EventBatch[],
  next: IngestPosition,
): Promise<WritePlan> {
  await ledgers.prepare(batches)
  const hashes = await loadHashes(client, hashRequests(ledgers, batches))
  const planned: PlannedBatch[] = []
  const rows: EventRow[] = []
  const rejects: RejectRow[] = []
  const touched = new Map<string, EventBatch>()
  const freshHashes = new Map<string, Map<number, number>>()
  for (const batch of batches) {
    const ledger = ledgers.get(batch)
    if (!ledger.belongsTo(batch)) {
      planned.push({ batch })
      continue
    }
    const key = sessionKeyText(batch)
    const known = hashes.get(key)
    // What an earlier batch of this very group brought is in no table yet.
    const before = freshHashes.get(key) ?? new Map<number, number>()
    freshHashes.set(key, before)
    const admitted = ledger.admit(batch, (seq) => before.get(seq) ?? known?.get(seq))
    const { fresh, duplicates, conflicts, rejects: refused } = admitted
    for (const { event, ts } of fresh) {
      before.set(event.seq, event.hash)
      rows.push(rowOf(batch, event, ts, next))
    }
    for (const reject of refused) rejects.push({ ...reject, batch })
    planned.push({ batch, plan: { duplicates, conflicts, stored: fresh.length } })
    touched.set(key, batch)
  }
  const records = [...touched.values()].flatMap((batch): RecordRow[] => {
    const state = ledgers.get(batch).changedRecord()
    return state === undefined ? [] : [{ ...state, batch }]
  })
  return { batches: planned, blocks: blocksOf(rows), records, rejects, ingest: next }
}

function rowOf(
  batch: EventBatch,
  event: EventRow['event'],
  ts: EventRow['ts'],
  ingest: IngestPosition,
): EventRow {
  const { tenant, kind, session, via, received } = batch
  return { tenant, kind, session, via, received, ts, ingest, event }
}

/** Seqs of one group that are stored already, gathered per session. */
function hashRequests(ledgers: SessionLedgers, batches: readonly EventBatch[]): readonly HashRequest[] {
  const requests = new Map<string, HashRequest>()
  for (const batch of batches) {
    const ledger = ledgers.get(batch)
    const seqs = ledger.repeatedSeqs(batch)
    if (seqs.length === 0) continue
    const { tenant, kind, session } = batch
    const key = sessionKeyText(batch)
    const before = requests.get(key)?.seqs ?? []
    requests.set(key, { tenant, kind, session, seqs: [...before, ...seqs], span: ledger.span })
  }
  return [...requests.values()]
}

function blocksOf(rows: readonly EventRow[]): readonly Block[] {
  const byPartition = new Map<string, { partition: DayPartition; rows: EventRow[] }>()
  for (const row of rows) {
    const partition = { kind: row.kind, day: dayOf(row.ts) }
    const key = partitionKey(partition)
    const group = byPartition.get(key)
    if (group) group.rows.push(row)
    else byPartition.set(key, { partition, rows: [row] })
  }
  return [...byPartition.values()].flatMap(({ partition, rows }) => {
    const blocks: Block[] = []
    for (let at = 0; at < rows.length; at += MAX_BLOCK_ROWS)
      blocks.push({ partition, rows: rows.slice(at, at + MAX_BLOCK_ROWS), token: randomUUID() })
    return blocks
  })
}
