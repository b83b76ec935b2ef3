const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** `69 B`, `1.2 kB`, `10 MB`: thousands, as disks and networks count. */
export function bytesText(bytes: number): string {
  let value = bytes
  let unit = 0
  while (Math.abs(value) >= 999.5 && unit < UNITS.length - 1) {
    value /= 1_000
    unit += 1
  }
  const text = unit === 0 ? String(value) : String(Number(value.toFixed(value < 10 ? 1 : 0)))
  return `${text} ${UNITS[unit]}`
}
