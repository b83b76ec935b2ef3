import type { CallMaterial } from '#analysis/call-landmarks.ts'
import { decodeRows } from '#protocol/row-chunk.ts'
import { CallStoryAnswer } from '#protocol/schema/call-story.ts'
import { CallAnswer } from '#protocol/schema/query-answers.ts'
import type { Micros } from '#protocol/time.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { readAnswer } from './answers.ts'
import { request } from './client.ts'

type Spanned<Answer> = Omit<Answer, 'firstTs' | 'lastTs'> & {
  readonly firstTs: Micros
  readonly lastTs: Micros
}
export type Call = Spanned<z.output<typeof CallAnswer>>

/** A call that is still going on changes while one looks at it. */
const FRESH_MS = 10_000

const pathOf = (id: string) => `/api/calls/${encodeURIComponent(id)}`

export function useCall(id: string) {
  return useQuery({
    queryKey: ['call', id],
    queryFn: async ({ signal }): Promise<Call> =>
      readAnswer(CallAnswer, await request(pathOf(id), { signal })) as Call,
    staleTime: FRESH_MS,
  })
}

/** What the card's sentence, lights and phases are computed from. */
export function useCallMaterial(id: string) {
  return useQuery({
    queryKey: ['call', id, 'story'],
    queryFn: async ({ signal }): Promise<CallMaterial> => {
      const answer = readAnswer(CallStoryAnswer, await request(`${pathOf(id)}/story`, { signal }))
      return { ...answer, landmarks: decodeRows(answer.landmarks) } as unknown as CallMaterial
    },
    staleTime: FRESH_MS,
  })
}

/** The whole number; who asked and why is written to the audit first. Kept nowhere. */
export function useRevealNumber(id: string) {
  return useMutation({
    mutationFn: async (reason: string): Promise<string> => {
      const answer = await request(`${pathOf(id)}/reveal`, { method: 'POST', body: { reason } })
      return (answer as { readonly number: string }).number
    },
    gcTime: 0,
  })
}
