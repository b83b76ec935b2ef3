/** `99.98 %`: never rounded up to 100 while something is missing, nor down to 0 while something is there. */
export function percentText(part: number, whole: number): string {
  if (whole <= 0) return '–'
  const percent = (part / whole) * 100
  if (part < whole && percent > 99.99) return '> 99.99 %'
  if (part > 0 && percent < 0.01) return '< 0.01 %'
  const digits = percent >= 1 && percent < 99 ? 1 : 2
  const rounded = part < whole ? Math.floor(percent * 10 ** digits) / 10 ** digits : percent
  return `${String(Number(rounded.toFixed(digits)))} %`
}
