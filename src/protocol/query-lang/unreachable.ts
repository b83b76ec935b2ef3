/** Ends a switch over a union: the compiler proves that no case is missing, the throw is for data that lied. */
export function unreachable(value: never): never {
  throw new Error(`no such case: ${JSON.stringify(value)}`)
}
