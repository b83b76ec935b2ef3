const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'] as const
const STEP = 1_024

/** `1536` → `1.5 KiB`: three figures, the unit in which it reads best. */
export function bytesText(bytes: number): string {
  const unit = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10))
  const value = bytes / STEP ** unit
  const shown = unit === 0 ? String(bytes) : value >= 100 ? value.toFixed(0) : value.toPrecision(3)
  return `${shown} ${UNITS[unit]}`
}
