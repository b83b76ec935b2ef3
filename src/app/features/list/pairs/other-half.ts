import type { EventPosition, StoredEvent } from '#protocol/event.ts'
import { fieldTerm } from '#protocol/query-lang/field-term.ts'
import type { RowSource } from '../../../api/row-source.ts'

export interface Half {
  readonly event: StoredEvent
  readonly position: number
}

/** A pair that holds more pairs of its own name than this is not followed to its end. */
const MAX_NESTED = 20

const anyOf = (name: 'name' | 'phase', values: readonly string[]) =>
  `(${values.map((value) => fieldTerm(name, value)).join(' OR ')})`

/**
 * The other half of the pair that `event` is one of, as `analysis/pairing.ts` pairs: by span id where there is one,
 * else by session, source and name, the last opened first. Undefined: not in the list.
 */
export async function otherHalf(
  source: RowSource,
  event: StoredEvent,
  signal: AbortSignal,
): Promise<Half | undefined> {
  if (event.phase === 'none') return undefined
  const isBegin = event.phase === 'begin'
  // A BEGIN looks into the future, which is further on in ascending lists and further back in descending ones.
  const direction = isBegin === (source.scope.order === 'asc') ? 'next' : 'previous'
  if (event.span !== undefined) {
    const query = `${fieldTerm('session', event.session)} ${fieldTerm('span', event.span)} phase:${isBegin ? 'end' : 'begin'}`
    return (await source.find(query, event, direction, signal)).hit
  }
  const { closersOf, openersOf } = await import('#protocol/vocabulary/lookup.ts')
  const same = [event.name]
  const opposite = isBegin ? closersOf(event.name) : openersOf(event.name)
  const query = [
    fieldTerm('session', event.session),
    event.source ? fieldTerm('source.id', event.source.id) : '-has:source.id',
    anyOf('name', [...new Set([...same, ...opposite])]),
    // Halves with a span of their own belong to each other and to nobody else.
    'phase:begin,end -has:span',
  ].join(' ')
  let open = 1
  let from: EventPosition = event
  for (let steps = 0; steps < MAX_NESTED; steps += 1) {
    const { hit } = await source.find(query, from, direction, signal)
    if (!hit) return undefined
    open += hit.event.phase === event.phase ? 1 : -1
    if (open === 0) return hit
    from = hit.event
  }
  return undefined
}
