import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { StoredEvent } from '#protocol/event.ts'
import type { IngestPosition, SessionId, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import { readEvent } from '#protocol/read-event.ts'

const SAMPLE = fileURLToPath(new URL('../../public/sample/seat-drops.ndjson', import.meta.url))

/** The sample as it comes out of a store: every event of both sessions, in their order. */
export function sampleEvents(tenant: TenantId, kind: Kind = 'live'): readonly StoredEvent[] {
  return readFileSync(SAMPLE, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly session: SessionId; readonly record?: unknown })
    .filter(({ record }) => record === undefined)
    .map(({ session, ...fields }): StoredEvent => {
      const read = readEvent(fields)
      if (!read.ok) throw new Error('the sample holds what no event is')
      const { payload, ...event } = read.value
      return {
        ...event,
        tenant,
        kind,
        session,
        ts: event.time,
        received: event.time,
        ingest: 1 as IngestPosition,
        via: 'live',
        payloadBytes: payload?.length ?? 0,
      }
    })
}
