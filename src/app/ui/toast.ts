import { create } from 'zustand'

/** Something went wrong that no panel on the screen can say itself. Successes go to the status bar. */
export interface Failure {
  readonly title: string
  readonly detail?: string
  /** What the reader can do about it. */
  readonly action?: { readonly label: string; readonly run: () => void }
}

export interface ShownFailure extends Failure {
  readonly id: number
}

/** More at once cannot be read; the oldest goes. */
const MAX_SHOWN = 4

export const useFailures = create<{ readonly shown: readonly ShownFailure[] }>()(() => ({ shown: [] }))

let lastId = 0

/** Stays until it is dismissed. The same failure again replaces the one that is shown. */
export function showFailure(failure: Failure): void {
  lastId += 1
  const next = { ...failure, id: lastId }
  useFailures.setState(({ shown }) => ({
    shown: [...shown.filter((it) => it.title !== failure.title || it.detail !== failure.detail), next].slice(
      -MAX_SHOWN,
    ),
  }))
}

export function dismissFailure(id: number): void {
  useFailures.setState(({ shown }) => ({ shown: shown.filter((it) => it.id !== id) }))
}
