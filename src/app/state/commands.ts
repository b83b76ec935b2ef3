import { createContext, useContext, useEffect, useRef } from 'react'
import { create } from 'zustand'

/** Something a person can do here, by palette, key or both. */
export interface Command {
  /** Stable, unique among what is mounted: `list.next-error`. */
  readonly id: string
  readonly title: string
  /** As `KeyboardEvent.key` with modifiers in front: `j`, `E`, `Ctrl+k` (⌘ on a Mac), `Escape`. */
  readonly keys?: readonly string[]
  /** Of the palette and the list of keys: `List`, `Timeline`. */
  readonly group: string
  /** False: greyed in the palette, its keys do nothing. */
  readonly enabled?: boolean
  /** True: the key works also while somebody types in a field. */
  readonly whileTyping?: boolean
  readonly run: () => void
}

interface CommandState {
  /** By mounting component, oldest first: the newest wins where two claim a key. */
  readonly groups: ReadonlyMap<symbol, readonly Command[]>
}

export const useCommandStore = create<CommandState>()(() => ({ groups: new Map() }))

/** Every command there is now, those mounted last first. */
export function mountedCommands(): readonly Command[] {
  return [...useCommandStore.getState().groups.values()].reverse().flat()
}

/** False around a pane that the reader is not in: of three lists only one may answer to `j`. */
export const CommandScope = createContext(true)

/** Offers commands for as long as the component is mounted, and the reader is in its pane. */
export function useCommands(commands: readonly Command[]): void {
  const owner = useRef(Symbol('commands'))
  const isActive = useContext(CommandScope)
  useEffect(() => {
    const groups = new Map(useCommandStore.getState().groups)
    groups.set(owner.current, isActive ? commands : [])
    useCommandStore.setState({ groups })
  })
  useEffect(() => {
    const { current } = owner
    return () => {
      const groups = new Map(useCommandStore.getState().groups)
      groups.delete(current)
      useCommandStore.setState({ groups })
    }
  }, [])
}
