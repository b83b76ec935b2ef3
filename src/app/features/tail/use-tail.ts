import { useEffect, useRef, useState } from 'react'
import type { IngestPosition } from '#protocol/ids.ts'
import type { StreamState } from '../../api/commit-stream.ts'
import { countAt } from '../../api/newer-rows.ts'
import type { RowSource } from '../../api/row-source.ts'
import { listenToCommits } from '../../state/commit-feed.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import { addSample, rateOf, type Sample } from './rate.ts'

/** Shorter than a person waits, longer than a repaint: at most two movements of the list a second. */
const STEP_MS = 500
/** A step that took long is followed by a rest of this many times its length, so that a tail never loads the store. */
const REST = 2

export interface Tail {
  readonly state: StreamState | 'off'
  /** Matching rows a second; undefined until known. */
  readonly rate: number | undefined
  /** From the news of a commit to the list at that snapshot. */
  readonly lagMillis: number | undefined
}

/** Follows what is committed while `on`: the list moves on while its newest edge is read, and counts otherwise. */
export function useTail(on: boolean): Tail {
  const { rows, store } = useWorkspace()
  const [state, setState] = useState<StreamState>('connecting')
  const [figures, setFigures] = useState<Pick<Tail, 'rate' | 'lagMillis'>>(NOTHING)
  const source = rows.status === 'open' ? rows.source : undefined
  const latest = useRef({ source, reopen: rows.reopen })
  useEffect(() => {
    latest.current = { source, reopen: rows.reopen }
  })

  useEffect(() => {
    if (!on) return undefined
    const stopping = new AbortController()
    let counted: Counted | undefined
    let newest: IngestPosition | undefined
    let handled: IngestPosition | undefined
    let timer: ReturnType<typeof setTimeout> | undefined

    async function step(): Promise<void> {
      handled = newest
      const { source: shown, reopen } = latest.current
      if (newest === undefined || shown === undefined || shown.asOf >= newest) return
      const began = performance.now()
      const [before, now] = await Promise.all([
        shown.count(stopping.signal),
        countAt(shown, newest, stopping.signal),
      ])
      counted = countOn(counted, shown, now - before.count, began)
      if (store.getState().atNewestEdge) await reopen()
      else store.setState({ newer: { than: shown.key, rows: now - before.count } })
      setFigures({ rate: rateOf(counted.samples), lagMillis: performance.now() - began })
    }

    // The first news after a quiet time is shown at once.
    let notBefore = 0
    const schedule = () => {
      timer ??= setTimeout(
        () => {
          const began = performance.now()
          step()
            // The next commit tries again; a list that cannot be read says so itself.
            .catch(() => setFigures(NOTHING))
            .finally(() => {
              const ended = performance.now()
              notBefore = ended + Math.max(STEP_MS, REST * (ended - began))
              timer = undefined
              if (!stopping.signal.aborted && newest !== handled) schedule()
            })
        },
        Math.max(0, notBefore - performance.now()),
      )
    }

    const leave = listenToCommits({
      onState: setState,
      onCommit: (asOf) => {
        newest = asOf
        schedule()
      },
    })
    return () => {
      stopping.abort()
      clearTimeout(timer)
      leave()
      setFigures(NOTHING)
    }
  }, [on, store])

  return on ? { state, ...figures } : { state: 'off', ...NOTHING }
}

const NOTHING = { rate: undefined, lagMillis: undefined }

/** How many matching rows came since the tail began, over all snapshots that were shown meanwhile. */
interface Counted {
  readonly source: RowSource
  /** Before the snapshot of `source`. */
  readonly before: number
  readonly samples: readonly Sample[]
}

function countOn(counted: Counted | undefined, source: RowSource, newer: number, at: number): Counted {
  const isSameList = counted?.source.scope.query === source.scope.query
  const samples = isSameList ? counted.samples : []
  const before = counted?.source === source ? counted.before : isSameList ? (samples.at(-1)?.count ?? 0) : 0
  return { source, before, samples: addSample(samples, { at, count: before + newer }) }
}
