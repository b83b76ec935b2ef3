import type { SeqRange } from '#protocol/envelope.ts'
import type { IngestPosition, Seq } from '#protocol/ids.ts'
import { err, ok } from '#protocol/result.ts'
import type { EventBatch, EventWriter, PreparedEvent, WriteFailure } from '#server/ports.ts'

interface FakeSession {
  readonly secretHash: string | undefined
  readonly events: Map<number, PreparedEvent>
  readonly rejected: Set<number>
}

/** Keeps the promises of `EventWriter` in memory, and shows what it got. */
export interface FakeEventWriter extends EventWriter {
  readonly batches: EventBatch[]
  /** All stored events of a session, by seq. */
  stored(tenant: string, session: string): PreparedEvent[]
  /** Until it is told `undefined`, every write fails with this. */
  fail(failure: WriteFailure | undefined): void
}

export function fakeEventWriter(): FakeEventWriter {
  const sessions = new Map<string, FakeSession>()
  const batches: EventBatch[] = []
  let failure: WriteFailure | undefined
  let position = 0
  return {
    batches,
    stored: (tenant, session) => {
      const events = [...(sessions.get(`${tenant}/${session}`)?.events.values() ?? [])]
      return events.sort((a, b) => a.seq - b.seq)
    },
    fail: (next) => {
      failure = next
    },
    committed: () => position as IngestPosition,
    write: async (batch) => {
      await Promise.resolve()
      if (failure) return err(failure)
      const id = `${batch.tenant}/${batch.session}`
      const session = sessions.get(id) ?? {
        secretHash: batch.secretHash,
        events: new Map<number, PreparedEvent>(),
        rejected: new Set<number>(),
      }
      if (session.secretHash !== batch.secretHash) return err({ code: 'session-taken' as const })
      sessions.set(id, session)
      batches.push(batch)
      position += 1
      const conflicts: Seq[] = []
      let stored = 0
      for (const event of batch.events) {
        const known = session.events.get(event.seq)
        if (known === undefined) {
          session.events.set(event.seq, event)
          stored += 1
        } else if (known.hash !== event.hash) conflicts.push(event.seq)
      }
      for (const { seq } of batch.rejected) if (seq !== undefined) session.rejected.add(seq)
      const ranges = rangesOf([...session.events.keys(), ...session.rejected])
      const through = ranges[0]?.[0] === 1 ? ranges[0][1] : 0
      return ok({
        stored,
        duplicates: batch.events.length - stored - conflicts.length,
        conflicts,
        resolvedThrough: through,
        resolved: ranges.filter(([from]) => from > through),
        ingest: position as IngestPosition,
      })
    },
  }
}

function rangesOf(seqs: readonly number[]): SeqRange[] {
  const ranges: [number, number][] = []
  for (const seq of [...new Set(seqs)].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && last[1] + 1 === seq) last[1] = seq
    else ranges.push([seq, seq])
  }
  return ranges
}
