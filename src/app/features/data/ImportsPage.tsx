/** Imported files: status, delete. */
export function ImportsPage() {
  return null
}
