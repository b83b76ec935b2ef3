/** How an event came: while the page lived, after a retry, on the next visit, by beacon, pulled, or from a file. */
export const VIAS = ['live', 'late', 'next-visit', 'beacon', 'pulled', 'import'] as const
export type Via = (typeof VIAS)[number]

export function isVia(value: unknown): value is Via {
  return VIAS.includes(value as Via)
}
