import type { Clock } from '#analysis/call-words.ts'
import type { Micros } from '#protocol/time.ts'
import { MICROS_PER_MILLI } from '#protocol/time.ts'
import type { Label } from '#protocol/vocabulary/types.ts'
import { zoneOffsetText } from '../../ui/zone-text.ts'

const millis = (time: number) => Math.floor(time / MICROS_PER_MILLI)
/** Digits sort as they read, in every language. */
const format = (options: Intl.DateTimeFormatOptions, locale = 'en-GB') => {
  const formatter = new Intl.DateTimeFormat(locale, { hourCycle: 'h23', ...options })
  return (time: number) => formatter.format(millis(time))
}

export interface Clocks {
  /** `10:07`. */
  readonly minutes: Clock
  /** `10:07:41`. */
  readonly seconds: Clock
  /** `2021-12-27`. */
  readonly day: (time: number) => string
}

export function clocksOf(zone: string): Clocks {
  const day = format({ timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA')
  return {
    minutes: format({ timeZone: zone, hour: '2-digit', minute: '2-digit' }),
    seconds: format({ timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    day,
  }
}

/** Day, time and zone for people who do not know ours: `27 December 2021, 10:07 (UTC+8)`. */
export function momentForClient(zone: string, at: Micros): Label {
  const date = { timeZone: zone, day: 'numeric', month: 'long', year: 'numeric' } as const
  const clock = clocksOf(zone).minutes(at)
  const offset = zoneOffsetText(zone, millis(at))
  return {
    en: `${format(date)(at)}, ${clock} (${offset})`,
    zh: `${format(date, 'zh-CN')(at)} ${clock}（${offset}）`,
  }
}

/** Whether this browser knows the zone: a log may name any text. */
export function isZone(zone: string | undefined): zone is string {
  if (zone === undefined || zone === '') return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
