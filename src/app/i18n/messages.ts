import type { FirstMessages } from './en.ts'
import type { LaterMessages } from './en-later.ts'

/** All words of one language. */
export type Messages = FirstMessages & LaterMessages

const LATER: readonly (keyof LaterMessages)[] = [
  'dashboard',
  'data',
  'event',
  'find',
  'openFile',
  'settings',
  'status',
]

export interface Catalogue {
  /** An area that is not there yet suspends what renders it, until it is. */
  readonly messages: Messages
  /** Settles when every area is there, or cannot be fetched. */
  readonly whole: Promise<Messages>
}

export function catalogue(first: FirstMessages, load: () => Promise<LaterMessages>): Catalogue {
  let later: LaterMessages | undefined
  let failure: unknown
  const messages = { ...first } as Messages
  const whole = load().then((areas) => {
    later = areas
    return messages
  })
  // Whoever needs an area is told; nobody else needs to know.
  whole.catch((cause: unknown) => {
    failure = cause
  })
  for (const area of LATER) {
    Object.defineProperty(messages, area, {
      enumerable: true,
      get: () => {
        if (later) return later[area]
        // React waits for a promise that is thrown while it renders (`Suspense`).
        throw failure ?? whole
      },
    })
  }
  return { messages, whole }
}
