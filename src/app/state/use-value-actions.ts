import { useCallback } from 'react'
import type { FieldValue } from '#protocol/query-lang/edit.ts'
import { MARK_COLOURS } from '#protocol/permalink/logs-view.ts'
import { useMessages } from '../i18n/language.tsx'
import { copyText } from '../ui/copy-text.ts'
import type { ValueActions } from '../ui/value-keys.ts'
import { flashStatus } from './status-line.ts'
import { narrowedQuery, valueTerm } from './value-term.ts'
import { useWorkspace } from './workspace.tsx'

/** What can be done in this workspace with a value of an event. */
export type ActionsOfValue = (value: FieldValue) => ValueActions

/** Binds the handles of values (`ui/Value.tsx`) to the workspace: its query, its marks, the clipboard. */
export function useValueActions(): ActionsOfValue {
  const messages = useMessages()
  const { view, change, store } = useWorkspace()
  return useCallback<ActionsOfValue>(
    (it) => {
      const copy = () => void copyValue(it.value, messages.value.copied, messages.value.copyFailed)
      const term = valueTerm(it)
      if (term === undefined) return { copy }
      const narrow = (sign: 'include' | 'exclude', said: string) => {
        const next = narrowedQuery(view.query, it, sign)
        if (next === undefined) return
        change({ query: next.query }, 'push')
        store.setState({ lit: next.term })
        flashStatus(said)
      }
      return {
        filterFor: () => narrow('include', messages.value.filteredFor),
        filterOut: () => narrow('exclude', messages.value.filteredOut),
        copy,
        mark: () => {
          if (view.marks.some(({ query }) => query === term)) return flashStatus(messages.value.markedAlready)
          const colour = MARK_COLOURS.find((it) => view.marks.every((mark) => mark.colour !== it))
          if (colour === undefined) return flashStatus(messages.value.marksFull)
          change({ marks: [...view.marks, { colour, query: term }] }, 'replace')
          return flashStatus(messages.value.marked)
        },
      }
    },
    [messages, view.query, view.marks, change, store],
  )
}

async function copyValue(text: string, said: string, failed: string): Promise<void> {
  flashStatus((await copyText(text)) ? said : failed)
}
