/** Time range of the list: presets, text fields, calendar, zone. */
export function RangeBar() {
  return null
}
