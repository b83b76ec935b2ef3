import { MICROS_PER_MILLI, type Micros } from '#protocol/time.ts'

export interface TimeText {
  /** `2021-12-27 10:02:11.481` in the reader's zone. */
  readonly text: string
  /** With microseconds and the zone's name, for the tooltip. */
  readonly full: string
}

/** IANA name of the browser's zone. */
export function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** Digits sort as they read, in every language; the zone is the browser's. */
export function timeFormatter(zone: string): (time: Micros) => TimeText {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  return (time) => {
    const parts = new Map(
      format.formatToParts(Math.floor(time / MICROS_PER_MILLI)).map((it) => [it.type, it.value]),
    )
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
    const day = `${part('year')}-${part('month')}-${part('day')}`
    const clock = `${part('hour')}:${part('minute')}:${part('second')}`
    const micros = String(((time % 1_000_000) + 1_000_000) % 1_000_000).padStart(6, '0')
    return {
      text: `${day} ${clock}.${micros.slice(0, 3)}`,
      full: `${day} ${clock}.${micros} ${zone}`,
    }
  }
}
