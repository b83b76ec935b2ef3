import { RunningAnswer } from '#protocol/schema/query-answers.ts'
import { readAnswer } from './answers.ts'
import { ApiError, request } from './client.ts'
import type { RunningCount } from './row-source.ts'

export interface RunningQuestion extends RunningCount {
  /** Asks under an id of its own, by which it is watched and ended meanwhile. */
  run<Value>(ask: (queryId: string) => Promise<Value>): Promise<Value>
}

/** A question to the server that may take long; of several at once the newest is watched. */
export function runningQuestion(): RunningQuestion {
  let present: string | undefined
  return {
    async run(ask) {
      const id = newQueryId()
      present = id
      try {
        return await ask(id)
      } finally {
        if (present === id) present = undefined
      }
    },
    async share(signal) {
      if (present === undefined) return undefined
      try {
        const answer = readAnswer(RunningAnswer, await request(`/api/queries/${present}`, { signal }))
        return answer.rowsTotal > 0 ? Math.min(1, answer.rowsRead / answer.rowsTotal) : undefined
      } catch (cause) {
        // It is over; its answer is on the way.
        if (cause instanceof ApiError && cause.status === 404) return undefined
        throw cause
      }
    },
    async end() {
      if (present === undefined) return
      try {
        await request(`/api/queries/${present}`, { method: 'DELETE' })
      } catch (cause) {
        // That it was over already is as good.
        if (!(cause instanceof ApiError) || cause.status !== 404) throw cause
      }
    },
  }
}

/** `crypto.randomUUID` is missing where a page is not served securely. */
export function newQueryId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
