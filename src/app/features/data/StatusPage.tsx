/** Disk, engine, delivery. */
export function StatusPage() {
  return null
}
