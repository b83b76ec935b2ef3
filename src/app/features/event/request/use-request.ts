import { useQuery } from '@tanstack/react-query'
import { isSentPart, requestFacts, type RequestFacts } from '#analysis/payload/request-facts.ts'
import type { StoredEvent } from '#protocol/event.ts'
import { fieldTerm } from '#protocol/query-lang/field-term.ts'
import type { RowSource } from '../../../api/row-source.ts'
import { sessionRows } from '../session-rows.ts'
import { useRowSource, useSnapshotKey } from '../use-open-row.ts'

/** A request has a dozen events; one that redirects for ever has more than matter. */
const MAX_PARTS = 100
const MAX_PAYLOADS = 4

/** A request, or the network's part of one: it has an address, or phases. */
export function isOfRequest({ category, source }: StoredEvent): boolean {
  return source !== undefined && (category === 'request' || category === 'network')
}

/** What the events of this event's request say together; null where they say nothing of one. */
export function useRequest(event: StoredEvent) {
  const list = useRowSource()
  const snapshot = useSnapshotKey()
  return useQuery({
    queryKey: ['request', snapshot, event.session, event.source?.id],
    enabled: list !== undefined && isOfRequest(event),
    queryFn: async ({ signal }) => (list ? readRequest(list, event, signal) : null),
    staleTime: Infinity,
  })
}

async function readRequest(
  list: RowSource,
  { session, source }: StoredEvent,
  signal: AbortSignal,
): Promise<RequestFacts | null> {
  if (!source) return null
  const rows = sessionRows(list, session, fieldTerm('source.id', source.id), 'asc')
  const { events } = await rows.rowsAt(0, MAX_PARTS, signal)
  const wanted = events.filter((event) => isSentPart({ event })).slice(0, MAX_PAYLOADS)
  const payloads = new Map(
    await Promise.all(
      wanted.map(async (event) => [event.seq, (await list.row(event, signal)).payload] as const),
    ),
  )
  const facts = requestFacts(events.map((event) => ({ event, payload: payloads.get(event.seq) ?? '' })))
  return facts.curl === undefined && facts.phases === undefined ? null : facts
}
