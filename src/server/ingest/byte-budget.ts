/** Memory that uploads may hold at the same time, as one of them sees it. */
export interface ByteBudget {
  /** False: that much is not free now. */
  take(bytes: number): boolean
  /** Returns a part of what was taken. */
  give(bytes: number): void
}

/** What one upload took; `close` returns all that is left of it. */
interface UploadBudget extends ByteBudget {
  close(): void
}

/** Shares `maxBytes` among the uploads that are open at the same time. */
export function shareBytes(maxBytes: number): { open(): UploadBudget } {
  let inHand = 0
  return {
    open() {
      let taken = 0
      const move = (bytes: number) => {
        taken += bytes
        inHand += bytes
      }
      return {
        take(bytes) {
          if (inHand + bytes > maxBytes) return false
          move(bytes)
          return true
        },
        give: (bytes) => move(-bytes),
        close: () => move(-taken),
      }
    },
  }
}
