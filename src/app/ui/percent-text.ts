/** Two digits of a percent, rounded down: only what is whole is 100. */
export function percentText(ratio: number): string {
  return ratio >= 1 ? '100' : (Math.floor(ratio * 10_000) / 100).toFixed(2)
}
