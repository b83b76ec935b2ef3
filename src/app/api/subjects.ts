import { resolveRange, type AbsoluteRange, type TimeRange } from '#protocol/permalink/time-range.ts'
import { SubjectAnswer, SubjectCallsAnswer, SubjectStatesAnswer } from '#protocol/schema/subject.ts'
import { printSearchParams } from '#protocol/search-params.ts'
import { microsFromMillis, type Micros } from '#protocol/time.ts'
import type { Outcome } from '#protocol/vocabulary/call-outcome.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { readAnswer } from './answers.ts'
import { request } from './client.ts'

export type SubjectKind = 'account' | 'staff' | 'device'

interface Ends {
  readonly from: Micros
  readonly to: Micros
}
export type SubjectFigures = Omit<z.output<typeof SubjectAnswer>, 'from' | 'to'> & Ends
export type SubjectCalls = Omit<z.output<typeof SubjectCallsAnswer>, 'from' | 'to'> & Ends
export type SubjectStates = Omit<z.output<typeof SubjectStatesAnswer>, 'from' | 'to'> & Ends

interface Asked {
  readonly kind: SubjectKind
  readonly id: string
  /** Relative ends mean the moment of asking. */
  readonly range: TimeRange
}

export interface CallChoice {
  readonly outcome?: Outcome
  /** Empty: calls that name none. */
  readonly reason?: string
}

/** Bars that still have room for a pixel between them. */
const BINS = 96
const MAX_CALLS = 50
const FRESH_MS = 30_000

function pathOf({ kind, id }: Asked, part: string, params: Readonly<Record<string, string | undefined>>) {
  return `/api/subjects/${kind}/${encodeURIComponent(id)}${part}${printSearchParams(params)}`
}

function ends(range: TimeRange): Readonly<Record<'from' | 'to', string | undefined>> {
  const { from, to }: AbsoluteRange = resolveRange(range, microsFromMillis(Date.now()))
  return { from: from?.toString(), to: to?.toString() }
}

/** @param offset minutes that the reader's zone is ahead of UTC, so that a day's bar is the reader's day */
export function useSubject(asked: Asked, offset: number) {
  return useQuery({
    queryKey: ['subject', asked, offset],
    queryFn: async ({ signal }): Promise<SubjectFigures> => {
      const params = { ...ends(asked.range), bins: String(BINS), offset: String(offset) }
      const answer = await request(pathOf(asked, '', params), { signal })
      return readAnswer(SubjectAnswer, answer) as SubjectFigures
    },
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
  })
}

export function useSubjectCalls(asked: Asked, { outcome, reason }: CallChoice) {
  return useQuery({
    queryKey: ['subject', asked, 'calls', outcome, reason],
    queryFn: async ({ signal }): Promise<SubjectCalls> => {
      const params = { ...ends(asked.range), outcome, reason, limit: String(MAX_CALLS) }
      const answer = await request(pathOf(asked, '/calls', params), { signal })
      return readAnswer(SubjectCallsAnswer, answer) as SubjectCalls
    },
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
  })
}

export function useSubjectStates(asked: Asked) {
  return useQuery({
    queryKey: ['subject', asked, 'states'],
    queryFn: async ({ signal }): Promise<SubjectStates> => {
      const answer = await request(pathOf(asked, '/states', ends(asked.range)), { signal })
      return readAnswer(SubjectStatesAnswer, answer) as SubjectStates
    },
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
  })
}
