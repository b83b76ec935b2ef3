/** `UTC+8`, `UTC−3:30`, `UTC`: what a zone is ahead of UTC at a moment. @param millis since 1970 */
export function zoneOffsetText(zone: string, millis: number): string {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  const name = format.formatToParts(millis).find((it) => it.type === 'timeZoneName')?.value ?? 'GMT'
  const offset = /^GMT([+-])(\d{2}):(\d{2})/.exec(name)
  const [, sign = '+', hours = '00', minutes = '00'] = offset ?? []
  if (hours === '00' && minutes === '00') return 'UTC'
  return `UTC${sign === '-' ? '−' : '+'}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`
}
