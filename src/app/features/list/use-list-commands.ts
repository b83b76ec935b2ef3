import { useState } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import { fieldTerm } from '#protocol/query-lang/field-term.ts'
import type { RowSource } from '../../api/row-source.ts'
import { useMessages } from '../../i18n/language.tsx'
import { useCommands } from '../../state/commands.ts'
import { flashStatus } from '../../state/status-line.ts'
import { useWorkspace, useWorkspaceState } from '../../state/workspace.tsx'
import { showFailure } from '../../ui/toast.ts'
import { createLatestOnly } from './latest-only.ts'
import { useListState, useListStore } from './list-store.ts'
import type { RowMoves } from './use-list-keys.ts'
import { otherHalf, type Half } from './pairs/other-half.ts'
import { nextMode } from './time-digits.ts'

interface Options {
  readonly source: RowSource
  readonly moves: RowMoves
  readonly eventAt: (position: number) => StoredEvent | undefined
  /** A key is about to move the cursor. */
  readonly onMove: () => void
  readonly onGoTo: () => void
}

/** The list's keys that work wherever the focus is; each is in the palette and in the list of keys too. */
export function useListCommands({ source, moves, eventAt, onMove, onGoTo }: Options): void {
  const messages = useMessages()
  const { store } = useWorkspace()
  const list = useListStore()
  const cursor = useListState((state) => state.cursor)
  const isolated = useWorkspaceState((state) => state.isolated)
  const selection = useListState((state) => state.selection)
  const [looking] = useState(createLatestOnly)
  const words = messages.list.commands
  const group = messages.list.group

  /** A key pressed again gives up what was looked for before. */
  const look = (find: (signal: AbortSignal) => Promise<Half | undefined>, nothing: string) => {
    const signal = looking.next()
    find(signal)
      .then((found) => {
        if (signal.aborted) return
        if (found === undefined) flashStatus(nothing)
        else moves.jumpTo(found, source)
      })
      .catch((cause: unknown) => {
        if (signal.aborted) return
        showFailure({
          title: messages.list.failed.search,
          detail: cause instanceof Error ? cause.message : '',
        })
      })
  }
  const rowOfCursor = () => {
    const position = moves.cursorOrFirst()
    return eventAt(position)
  }
  const findFrom = (query: string, direction: 'next' | 'previous', nothing: string) =>
    look(async (signal) => (await source.find(query, rowOfCursor(), direction, signal)).hit, nothing)
  const findSource = (direction: 'next' | 'previous') => {
    const event = rowOfCursor()
    if (!event?.source) return flashStatus(messages.list.nothingFurther.noSource)
    const query = `${fieldTerm('session', event.session)} ${fieldTerm('source.id', event.source.id)}`
    return findFrom(query, direction, messages.list.nothingFurther.source)
  }
  const goToHalf = (phase: 'begin' | 'end') => {
    const event = rowOfCursor()
    if (!event || event.phase === 'none') return flashStatus(messages.list.nothingFurther.noPair)
    if (event.phase === phase) return undefined
    return look((signal) => otherHalf(source, event, signal), messages.list.nothingFurther.half)
  }
  const isolate = () => {
    const event = rowOfCursor()
    if (!event?.source) return flashStatus(messages.list.nothingFurther.noSource)
    const isSame = isolated?.session === event.session && isolated.source === event.source.id
    return store.setState({
      isolated: isSame ? undefined : { session: event.session, source: event.source.id },
    })
  }
  const switchTime = () => {
    const timeMode = nextMode(list.getState().timeMode)
    list.setState({ timeMode })
    flashStatus(messages.list.time.shown(messages.list.time.mode[timeMode]))
  }
  const restore = () => {
    if (isolated) store.setState({ isolated: undefined })
    else list.setState({ selection: undefined })
  }

  const command = (id: string, title: string, keys: readonly string[], run: () => void, enabled = true) => ({
    id: `list.${id}`,
    title,
    keys,
    group,
    run,
    enabled,
  })
  const move = (id: string, title: string, key: string, run: () => void) =>
    command(id, title, [key], () => {
      onMove()
      run()
    })
  const { error } = messages.list.nothingFurther
  useCommands([
    move('next', words.next, 'j', () => moves.moveBy(1, false)),
    move('previous', words.previous, 'k', () => moves.moveBy(-1, false)),
    move('next-error', words.nextError, 'e', () => findFrom('is:error', 'next', error)),
    move('previous-error', words.previousError, 'E', () => findFrom('is:error', 'previous', error)),
    move('next-of-source', words.nextOfSource, 's', () => findSource('next')),
    move('previous-of-source', words.previousOfSource, 'S', () => findSource('previous')),
    move('begin', words.begin, '[', () => goToHalf('begin')),
    move('end', words.end, ']', () => goToHalf('end')),
    command('open', words.open, ['Enter'], () => moves.open(moves.cursorOrFirst()), cursor !== undefined),
    command('isolate', words.isolate, ['f'], isolate),
    command('restore', words.restore, ['Escape'], restore, isolated !== undefined || selection !== undefined),
    command('time', messages.list.time.switchMode, ['t'], switchTime),
    command('go-to', words.goTo, ['g'], onGoTo),
    move('first', words.first, 'Home', () => moves.moveTo(0, false)),
    move('last', words.last, 'End', () => moves.moveTo(Number.MAX_SAFE_INTEGER, false)),
  ])
}
