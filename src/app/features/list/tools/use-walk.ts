import { useCallback, useEffect, useRef, useState } from 'react'
import type { EventPosition, StoredEvent } from '#protocol/event.ts'
import { ApiError } from '../../../api/client.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { flashStatus } from '../../../state/status-line.ts'
import { useWorkspace } from '../../../state/workspace.tsx'
import { timeFormatter } from '../../../ui/time-text.ts'
import { showFailure } from '../../../ui/toast.ts'
import { walkHits, walkStart, type Direction } from './hit-walk.ts'

interface Walk {
  readonly isWalking: boolean
  /** Goes to the next hit from `from`, or from where the reader is; resolves to it. */
  readonly go: (query: string, direction: Direction, from?: EventPosition) => Promise<StoredEvent | undefined>
}

/** Takes the list from hit to hit of a query; a new step gives up the one before it. */
export function useWalk(): Walk {
  const { messages } = useLanguage()
  const { rows, store, zone } = useWorkspace()
  const [isWalking, setWalking] = useState(false)
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  const source = rows.status === 'open' ? rows.source : undefined

  const go = useCallback<Walk['go']>(
    async (query, direction, from) => {
      if (!source || query === '') return undefined
      running.current?.abort()
      const controller = new AbortController()
      running.current = controller
      const { signal } = controller
      setWalking(true)
      try {
        const { cursor, visible } = store.getState()
        const start = from ?? (await walkStart(source, cursor?.event, visible?.first, signal))
        const walked = await walkHits(source, query, start, direction, signal)
        const words = messages.tools.find
        if (walked.kind === 'too-long') {
          flashStatus(words.tooLong(timeFormatter(zone)(walked.scannedTo).text))
          return undefined
        }
        if (walked.kind === 'none') return undefined
        if (walked.wrapped) flashStatus(direction === 'next' ? words.wrappedToStart : words.wrappedToEnd)
        const { event, position } = walked
        store.setState({ cursor: { event, position }, goal: { kind: 'event', at: event } })
        return event
      } catch (cause) {
        if (signal.aborted) return undefined
        if (!(cause instanceof ApiError)) throw cause
        showFailure({ title: cause.message, ...(cause.detail ? { detail: cause.detail } : {}) })
        return undefined
      } finally {
        if (running.current === controller) setWalking(false)
      }
    },
    [source, store, messages, zone],
  )
  return { isWalking, go }
}
