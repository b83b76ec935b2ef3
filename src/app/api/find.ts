import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { printMicros } from '#protocol/permalink/time-range.ts'
import { CountAnswer, RowsAnswer, SearchAnswer } from '#protocol/schema/query-answers.ts'
import { RecentAnswer } from '#protocol/schema/recent.ts'
import { decodeRows } from '#protocol/row-chunk.ts'
import { printSearchParams } from '#protocol/search-params.ts'
import type { TimeWindow } from '#protocol/search-text/time-window.ts'
import type { Micros } from '#protocol/time.ts'
import { readAnswer } from './answers.ts'
import { request } from './client.ts'

export type FoundCall = z.output<typeof RecentAnswer>['calls'][number] & {
  readonly matched: readonly string[]
}
export type FoundSession = z.output<typeof RecentAnswer>['sessions'][number] & {
  readonly matched: readonly string[]
}

export interface Found {
  readonly calls: readonly FoundCall[]
  readonly sessions: readonly FoundSession[]
  /** Sessions of the calls that were not found themselves: who and where. */
  readonly ofCalls: readonly FoundSession[]
  readonly truncated: boolean
  /** What the server looked up as an id or a name. */
  readonly words: readonly string[]
  readonly millis: number
  /** True: nothing was found by what was named, so this is everything of that time. */
  readonly byTimeOnly: boolean
}

export interface FindRequest {
  /** With what names something; empty: only a time is known. */
  readonly text: string
  /** When it may have been; empty: any time. */
  readonly windows: readonly TimeWindow[]
}

/** Of one window without anything else that narrows it. */
const TIME_ONLY_LIMIT = 50
/** What was found a moment ago need not be asked for again when somebody comes Back. */
const FRESH_MS = 15_000

/** Calls and sessions for a text; nothing runs while it names nothing. The key stays in memory. */
export function useFound(wanted: FindRequest) {
  const enabled = wanted.text !== '' || wanted.windows.length > 0
  return useQuery({
    queryKey: ['find', wanted.text, wanted.windows],
    queryFn: ({ signal }) => find(wanted, signal),
    enabled,
    staleTime: FRESH_MS,
    ...(enabled ? { placeholderData: keepPreviousData } : {}),
  })
}

/** Ends a search that takes too long; what was shown before stays. */
export function useCancelFind(): () => void {
  const client = useQueryClient()
  return () => void client.cancelQueries({ queryKey: ['find'] })
}

async function find({ text, windows }: FindRequest, signal: AbortSignal): Promise<Found> {
  if (text === '') return { ...(await duringAll(windows, signal)), byTimeOnly: true }
  const around = windows.map(({ from, to }) => Math.round(from + (to - from) / 2)).join(',')
  const params = printSearchParams({ text, around: around === '' ? undefined : around })
  const answer = readAnswer(SearchAnswer, await request(`/api/search${params}`, { signal }))
  const { calls, sessions, truncated, millis, understood } = answer
  const words = understood.words
  if (calls.length + sessions.length > 0 || windows.length === 0)
    return { calls, sessions, ofCalls: [], truncated, words, millis, byTimeOnly: false }
  return { ...(await duringAll(windows, signal)), words, byTimeOnly: true }
}

const NOTHING: Found = {
  calls: [],
  sessions: [],
  ofCalls: [],
  truncated: false,
  words: [],
  millis: 0,
  byTimeOnly: true,
}

/** Everything of these stretches, which do not overlap. */
async function duringAll(windows: readonly TimeWindow[], signal: AbortSignal): Promise<Found> {
  const ask = ({ from, to }: TimeWindow) =>
    recent({ from: printMicros(from), to: printMicros(to), limit: String(TIME_ONLY_LIMIT) }, signal)
  return together(await Promise.all(windows.map(ask)))
}

/** What lasted from one stretch into another is in the answers about both, and is one thing all the same. */
export function together(answers: readonly Found[]): Found {
  return {
    ...NOTHING,
    calls: eachOnce(
      answers.flatMap(({ calls }) => calls),
      ({ callid }) => callid,
    ),
    sessions: eachOnce(
      answers.flatMap(({ sessions }) => sessions),
      ({ session }) => session,
    ),
    ofCalls: eachOnce(
      answers.flatMap(({ ofCalls }) => ofCalls),
      ({ session }) => session,
    ),
    truncated: answers.some(({ truncated }) => truncated),
    millis: Math.max(0, ...answers.map(({ millis }) => millis)),
  }
}

function eachOnce<Item>(items: readonly Item[], idOf: (item: Item) => string): readonly Item[] {
  return [...new Map(items.map((it) => [idOf(it), it])).values()]
}

const unmatched = { matched: [] } as const

async function recent(params: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Found> {
  const path = `/api/recent${printSearchParams(params)}`
  const answer = readAnswer(RecentAnswer, await request(path, { signal }))
  return {
    ...NOTHING,
    calls: answer.calls.map((it) => ({ ...it, ...unmatched })),
    sessions: answer.sessions.map((it) => ({ ...it, ...unmatched })),
    ofCalls: answer.ofCalls.map((it) => ({ ...it, ...unmatched })),
    truncated: answer.truncated,
    millis: answer.millis,
  }
}

/** How many there are of each on the page that is open before anything is asked for. */
const RECENT_LIMIT = 12

/** What was there last; asked for again when the page is opened. */
export function useRecent(enabled: boolean) {
  return useQuery({
    queryKey: ['recent'],
    enabled,
    queryFn: ({ signal }) => recent({ limit: String(RECENT_LIMIT) }, signal),
    staleTime: FRESH_MS,
  })
}

export interface LogHits {
  /** Of the windows, or of all time where there are none. */
  readonly count: number
  readonly everCount: number
  /** The newest event that matches; absent where there is none. */
  readonly newest?: Micros
}

/** How many events match a query, so that a search that finds no call still leads somewhere. Sample included. */
export function useLogHits(query: string, windows: readonly TimeWindow[], enabled: boolean) {
  return useQuery({
    queryKey: ['find-log-hits', query, windows],
    enabled: enabled && query !== '',
    queryFn: ({ signal }) => logHits(query, windows, signal),
    staleTime: FRESH_MS,
  })
}

async function logHits(query: string, windows: readonly TimeWindow[], signal: AbortSignal): Promise<LogHits> {
  const ask = (what: string, params: Readonly<Record<string, string>>) =>
    request(`/api/events/${what}${printSearchParams({ q: query, sample: '1', ...params })}`, { signal })
  const [counted, newest, ...within] = await Promise.all([
    ask('count', {}),
    ask('rows', { order: 'desc', limit: '1' }),
    ...windows.map(({ from, to }) => ask('count', { from: String(from), to: String(to) })),
  ])
  const everCount = readAnswer(CountAnswer, counted).count
  const [event] = decodeRows(readAnswer(RowsAnswer, newest).chunk)
  const counts = within.map((it) => readAnswer(CountAnswer, it).count)
  return {
    everCount,
    count: counts.length === 0 ? everCount : counts.reduce((sum, it) => sum + it, 0),
    ...(event ? { newest: event.ts } : {}),
  }
}
