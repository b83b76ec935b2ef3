import { useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import { useCommands } from '../../../state/commands.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { useWorkspace } from '../../../state/workspace.tsx'
import { useListStore } from '../list-store.ts'
import { findQuery } from './find-query.ts'
import type { Direction } from './hit-walk.ts'
import { loadRowMatching, useRowMatching } from './use-row-matching.ts'
import { useWalk } from './use-walk.ts'

interface Find {
  readonly isOpen: boolean
  readonly sought: string
  /** In the query language; empty = nothing is looked for. */
  readonly query: string
  readonly isWalking: boolean
  /** The hit it stands on. */
  readonly current: StoredEvent | undefined
  readonly input: RefObject<HTMLInputElement | null>
  readonly open: () => void
  readonly close: () => void
  readonly go: (text: string, direction: Direction) => void
}

/** Find over all rows: what is looked for stands in the link, where it stands is the reader's own. */
export function useFind(): Find {
  const messages = useMessages()
  const { view, change, store } = useWorkspace()
  const listStore = useListStore()
  const sought = view.find ?? ''
  const query = findQuery(sought)
  const [wanted, setWanted] = useState(false)
  const [hit, setHit] = useState<{ readonly query: string; readonly event: StoredEvent }>()
  const current = hit?.query === query ? hit.event : undefined
  const { isWalking, go: walk } = useWalk()
  const input = useRef<HTMLInputElement>(null)
  const cameFrom = useRef<Element>(null)
  const isOpen = wanted || sought !== ''

  const matching = useRowMatching(query !== '')
  const finding = useMemo(
    () =>
      query === '' || !matching
        ? undefined
        : { matches: matching.rowTest(query), ranges: matching.textHits(query) },
    [query, matching],
  )
  useEffect(() => {
    listStore.setState({ finding: finding && { ...finding, current } })
    return () => listStore.setState({ finding: undefined })
  }, [listStore, finding, current])

  useEffect(() => {
    if (!wanted) return
    input.current?.focus()
    input.current?.select()
  }, [wanted])

  const open = () => {
    const { activeElement } = document
    if (activeElement !== input.current) cameFrom.current = activeElement
    setWanted(true)
    input.current?.focus()
    input.current?.select()
  }
  const close = () => {
    setWanted(false)
    setHit(undefined)
    if (sought !== '') change({ find: undefined }, 'replace')
    focusRow(cameFrom.current)
  }
  const goTo = async (text: string, direction: Direction) => {
    const nextQuery = findQuery(text)
    if (nextQuery === '') return
    if (text !== sought) change({ find: text }, 'replace')
    const { cursor } = store.getState()
    const isNew = nextQuery !== query || current === undefined
    const isInList = listStore.getState().cursor !== undefined
    // The row one stands on is a hit itself: there is nothing nearer.
    if (isNew && isInList && cursor && (await loadRowMatching()).rowTest(nextQuery)(cursor.event)) {
      setHit({ query: nextQuery, event: cursor.event })
      store.setState({ goal: { kind: 'event', at: cursor.event } })
      return
    }
    const event = await walk(nextQuery, direction, isNew ? undefined : current)
    if (event) setHit({ query: nextQuery, event })
  }
  const go = (text: string, direction: Direction) => void goTo(text, direction)

  const words = messages.tools
  const canGo = query !== ''
  useCommands([
    {
      id: 'list.find',
      title: words.find.open,
      keys: ['Ctrl+f'],
      group: words.group,
      whileTyping: true,
      run: open,
    },
    {
      id: 'list.find-next',
      title: words.find.next,
      keys: ['n'],
      group: words.group,
      enabled: canGo,
      run: () => go(sought, 'next'),
    },
    {
      id: 'list.find-previous',
      title: words.find.previous,
      keys: ['N'],
      group: words.group,
      enabled: canGo,
      run: () => go(sought, 'previous'),
    },
    {
      id: 'list.find-close',
      title: words.find.close,
      keys: ['Escape'],
      group: words.group,
      enabled: isOpen,
      run: close,
    },
  ])
  return { isOpen, sought, query, isWalking, current, input, open, close, go }
}

/** Back to where the reader was, or to the list. */
function focusRow(cameFrom: Element | null): void {
  const back = cameFrom instanceof HTMLElement && cameFrom.isConnected && cameFrom !== document.body
  const target = back ? cameFrom : document.querySelector<HTMLElement>('[role="grid"]')
  target?.focus()
}
