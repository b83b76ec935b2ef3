import { useEffect, useMemo } from 'react'
import type { Mark } from '#protocol/permalink/logs-view.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { useCommands } from '../../../state/commands.ts'
import { flashStatus } from '../../../state/status-line.ts'
import { useWorkspace, useWorkspaceState } from '../../../state/workspace.tsx'
import { useListStore } from '../list-store.ts'
import { freeColour, markName, markOfRow, withMark, withoutMark } from './marks.ts'
import { useRowMatching } from './use-row-matching.ts'
import { useWalk } from './use-walk.ts'

interface Marks {
  readonly marks: readonly Mark[]
  readonly next: (mark: Mark) => void
  readonly put: (mark: Mark) => void
  readonly change: (mark: Mark, changed: Mark) => void
  readonly remove: (mark: Mark) => void
}

/** The named colours of the list, in the link; shows them on rows, and `m` puts or takes that of the cursor's row. */
export function useMarks(): Marks {
  const messages = useMessages()
  const { view, change } = useWorkspace()
  const { marks } = view
  const listStore = useListStore()
  const cursor = useWorkspaceState((state) => state.cursor)
  const { go } = useWalk()
  const words = messages.tools.marks

  const matching = useRowMatching(marks.length > 0)
  const compiled = useMemo(
    () => (matching ? marks.map(({ colour, query }) => ({ colour, matches: matching.rowTest(query) })) : []),
    [marks, matching],
  )
  useEffect(() => {
    listStore.setState({ marks: compiled })
    return () => listStore.setState({ marks: [] })
  }, [listStore, compiled])

  const set = (next: readonly Mark[]) => change({ marks: next }, 'replace')
  const put = (mark: Mark) => {
    set(withMark(marks, mark))
    flashStatus(words.added(markName(mark)))
  }
  const remove = ({ colour }: Mark) => {
    set(withoutMark(marks, colour))
    flashStatus(words.removed)
  }
  const toggleRow = () => {
    if (!cursor) return
    const wanted = markOfRow(cursor.event)
    const known = marks.find(({ query }) => query === wanted.query)
    if (known) return remove(known)
    const colour = freeColour(marks)
    return colour === undefined ? flashStatus(words.full) : put({ colour, ...wanted })
  }
  useCommands([
    {
      id: 'list.mark',
      title: words.markRow,
      keys: ['m'],
      group: messages.tools.group,
      enabled: cursor !== undefined,
      run: toggleRow,
    },
  ])
  return {
    marks,
    put,
    remove,
    next: ({ query }) => void go(query, 'next'),
    change: ({ colour }, changed) => set(withMark(withoutMark(marks, colour), changed)),
  }
}
