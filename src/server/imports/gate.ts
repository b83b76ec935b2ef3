/** Counts what is under way, and lets the one who adds wait until it is less than the limit. */
export interface Gate {
  add(amount: number): void
  remove(amount: number): void
  /** Resolves when there is room, or the gate was opened for good. One waiter at a time. */
  room(): Promise<void>
  /** Nobody waits any more. */
  open(): void
}

export function createGate(limit: number): Gate {
  let amount = 0
  let isOpen = false
  let wake: (() => void) | undefined
  const hasRoom = () => isOpen || amount < limit
  const look = () => {
    if (!hasRoom()) return
    wake?.()
    wake = undefined
  }
  return {
    add: (more) => {
      amount += more
    },
    remove: (less) => {
      amount -= less
      look()
    },
    room: () =>
      hasRoom()
        ? Promise.resolve()
        : new Promise((resolve) => {
            wake = resolve
          }),
    open: () => {
      isOpen = true
      look()
    },
  }
}
