import type { EventPosition } from '#protocol/event.ts'
import type { IngestPosition } from '#protocol/ids.ts'
import { joinQuery } from '#protocol/query-lang/join-query.ts'
import { parseQuery } from '#protocol/query-lang/parse.ts'
import { decodeRows } from '#protocol/row-chunk.ts'
import {
  ContextAnswer,
  CountAnswer,
  EventAnswer,
  FacetsAnswer,
  FindAnswer,
  HistogramAnswer,
  PositionAnswer,
  RowsAnswer,
  ValuesAnswer,
} from '#protocol/schema/query-answers.ts'
import { printSearchParams } from '#protocol/search-params.ts'
import { readAnswer } from './answers.ts'
import { ApiError, request } from './client.ts'
import { runningQuestion } from './running-question.ts'
import { joinedPages } from './joined-pages.ts'
import type { RowOrigin, RowPage, RowScope, RowSource, Shortfall } from './row-source.ts'

/** Of one answer, as the server bounds it (`query-params.ts`). */
const MAX_ROWS = 1_000

/** Opens the list at a snapshot, or at what is committed now. */
export async function openServerRows(
  scope: RowScope,
  asOf: IngestPosition | undefined,
  signal: AbortSignal,
): Promise<RowSource> {
  if (asOf !== undefined) return serverRows(scope, asOf)
  // The newest row of all costs the same whatever the query is; a rare word would be looked for first. A query that
  // cannot be read goes along, for the server to say what is wrong with it.
  const asked = parseQuery(scope.query).ok ? { sample: 'auto' } : scopeParams(scope)
  const path = `/api/events/rows${printSearchParams({ ...asked, limit: '1' })}`
  const answer = readAnswer(RowsAnswer, await request(path, { signal }))
  return serverRows(scope, answer.asOf as IngestPosition)
}

export const SERVER: RowOrigin = { name: 'server', open: openServerRows }

const scopeParams = ({ query, from, to }: RowScope) => ({
  q: query === '' ? undefined : query,
  from: from?.toString(),
  to: to?.toString(),
  sample: 'auto',
})

const cursorText = ({ ts, session, seq }: EventPosition) => `${ts}.${session}.${seq}`

const answered = ({ millis, partial }: { millis: number; partial: unknown }) => ({
  millis,
  ...(partial ? { shortfall: partial as Shortfall } : {}),
})

function serverRows(scope: RowScope, asOf: IngestPosition): RowSource {
  const { order } = scope
  const fixed = { ...scopeParams(scope), asOf: String(asOf) }
  const ask = (what: string, params: Readonly<Record<string, string | undefined>>, signal: AbortSignal) =>
    request(`/api/events/${what}${printSearchParams({ ...fixed, ...params })}`, { signal })
  const counting = runningQuestion()
  const rowsAt = async (position: number, limit: number, signal: AbortSignal): Promise<RowPage> => {
    // From its edge a list is read without counting, which a filter over many rows would take seconds for.
    const params = { order, position: position === 0 ? undefined : String(position), limit: String(limit) }
    const answer = readAnswer(RowsAnswer, await ask('rows', params, signal))
    return { ...answered(answer), position, events: decodeRows(answer.chunk) }
  }

  return {
    key: JSON.stringify([fixed, order]),
    scope,
    asOf,
    within: (query) => serverRows({ ...scope, query: joinQuery(scope.query, query) }, asOf),
    elsewhere: (other) => serverRows(other, asOf),
    count: (signal) =>
      counting.run(async (queryId) => {
        const answer = readAnswer(CountAnswer, await ask('count', { queryId }, signal))
        return { ...answered(answer), count: answer.count }
      }),
    counting,
    rowsAt: joinedPages(rowsAt, MAX_ROWS),
    positionOf: async (target, signal) => {
      const place =
        'session' in target ? { session: target.session, seq: String(target.seq) } : { ts: String(target.ts) }
      const answer = readAnswer(PositionAnswer, await ask('position', { order, ...place }, signal))
      const { position, exact, count } = answer
      return { ...answered(answer), position, exact, count }
    },
    find: async (query, from, direction, signal) => {
      const params = {
        order,
        find: query,
        cursor: from && cursorText(from),
        direction: direction === 'next' ? 'after' : 'before',
      }
      const answer = readAnswer(FindAnswer, await ask('find', params, signal))
      const [event] = answer.found ? decodeRows(answer.found.chunk) : []
      const position = answer.found?.position
      if (!event) return answered(answer)
      if (typeof position === 'number') return { ...answered(answer), hit: { event, position } }
      // Saying "no further hit" instead would be a lie.
      throw new ApiError(504, 'query-timeout', 'The place of the hit could not be counted in time')
    },
    histogram: async (bins, signal) => {
      const answer = readAnswer(HistogramAnswer, await ask('histogram', { bins: String(bins) }, signal))
      return {
        ...answered(answer),
        from: answer.from,
        to: answer.to,
        width: answer.width,
        bins: answer.bins,
      } as Awaited<ReturnType<RowSource['histogram']>>
    },
    facets: async (values, signal) => {
      const answer = readAnswer(FacetsAnswer, await ask('facets', { values: String(values) }, signal))
      return { ...answered(answer), count: answer.count, facets: answer.facets }
    },
    values: async ({ field, contains, limit }, signal) => {
      const params = { field, contains: contains === '' ? undefined : contains, limit: String(limit) }
      const answer = readAnswer(ValuesAnswer, await ask('values', params, signal))
      return { ...answered(answer), values: answer.values, distinct: answer.distinct }
    },
    row: async ({ session, seq }, signal) => {
      const answer = readAnswer(EventAnswer, await request(`/api/events/${session}/${seq}`, { signal }))
      const [event] = decodeRows(answer.chunk)
      if (!event) throw new Error('an event answer holds no event')
      return { event, payload: answer.payload }
    },
    exported: async (wanted, signal) => {
      const { openServerExport } = await import('./server-export.ts')
      return openServerExport({ ...fixed, order }, wanted, signal)
    },
    context: async ({ session, seq }, { before, after }, signal) => {
      const params = printSearchParams({ before: String(before), after: String(after), asOf: String(asOf) })
      const path = `/api/events/${session}/${seq}/context${params}`
      const answer = readAnswer(ContextAnswer, await request(path, { signal }))
      return { events: decodeRows(answer.chunk), index: answer.index }
    },
  }
}
