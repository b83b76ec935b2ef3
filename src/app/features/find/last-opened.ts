/** The row that was opened last, so that who comes Back goes on from there. As long as this page lives. */
let lastOpened: { readonly search: string; readonly id: string } | undefined

/** `search` names the text and when it was typed. */
export function rememberOpened(search: string, id: string): void {
  lastOpened = { search, id }
}

/** Once: undefined where something else was looked for, or it was asked before. */
export function takeOpened(search: string): string | undefined {
  const id = lastOpened?.search === search ? lastOpened.id : undefined
  lastOpened = undefined
  return id
}
