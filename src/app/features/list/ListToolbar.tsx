/** Columns, wrap, find, marks, copy and export of the list. */
export function ListToolbar() {
  return null
}
