import { MICROS_PER_MILLI, type Micros } from '#protocol/time.ts'

/** `UTC+8`, `UTC−3:30`, `UTC`: what a zone's clocks were ahead at a time. */
export function zoneOffset(zone: string, time: Micros): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(
    Math.floor(time / MICROS_PER_MILLI),
  )
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  return name.replace('GMT', 'UTC').replace('-', '−')
}
