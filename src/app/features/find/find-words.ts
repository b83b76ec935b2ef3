import type { Micros } from '#protocol/time.ts'
import { SECOND_TOLERANCE, type TimeWindow } from '#protocol/search-text/time-window.ts'
import { civilIn, zoneLabel, type CivilTime } from '#protocol/search-text/zone-offset.ts'
import { ATTRIBUTES } from '#protocol/vocabulary/attributes.ts'
import type { Found } from '../../api/find.ts'
import type { Messages } from '../../i18n/messages.ts'
import type { Language } from '../../i18n/language.tsx'
import { readableText } from '../../ui/readable-text.ts'
import { dayIn } from './group-found.ts'
import type { Understanding } from './understanding.ts'

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', zh: 'zh-CN' }
const MICROS_PER_MINUTE = 60_000_000
const MICROS_PER_DAY = 86_400_000_000
const two = (value: number) => String(value).padStart(2, '0')

/** `138****8000` as people read it: `138 •••• 8000`; of last digits alone `…8000`. */
export function shownNumber(masked: string): string {
  return masked.startsWith('****') ? `…${masked.slice(4)}` : masked.replace('****', ' •••• ')
}

/** The word of the vocabulary for a value of an attribute, or the value itself. */
export function valueWord(attribute: string, value: string, language: Language): string {
  const values = ATTRIBUTES.get(attribute)?.values
  const label = values && Object.hasOwn(values, value) ? values[value] : undefined
  return label ? label[language] : readableText(value)
}

/** `10:07`, or `10:07:31` where seconds matter. */
export function clockText({ hour, minute, second }: CivilTime, withSeconds: boolean): string {
  return `${two(hour)}:${two(minute)}${withSeconds ? `:${two(second)}` : ''}`
}

/** `today`, `yesterday`, or the date with its weekday, in words. */
export function dayText(
  ts: Micros,
  zone: string,
  now: Micros,
  messages: Messages,
  language: Language,
): string {
  const day = dayIn(zone, ts)
  if (day === dayIn(zone, now)) return messages.find.days.today
  if (day === dayIn(zone, (now - MICROS_PER_DAY) as Micros)) return messages.find.days.yesterday
  return dateText(ts, zone, language)
}

/** As part of a sentence: `today`, `on Mon, 27 Dec 2021`. */
export function onDayText(
  ts: Micros,
  zone: string,
  now: Micros,
  messages: Messages,
  language: Language,
): string {
  const text = dayText(ts, zone, now, messages, language)
  return text === dateText(ts, zone, language) ? messages.find.days.on(text) : text
}

/** `Mon, 27 Dec 2021`, `2021年12月27日周一`. */
export function dateText(ts: Micros, zone: string, language: Language): string {
  const { year, month, day } = civilIn(zone, ts)
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: language === 'zh' ? 'long' : 'short',
    year: 'numeric',
  })
  return format.format(Date.UTC(year, month - 1, day))
}

/** `15:00 ± 30 min today (UTC+8)`. */
export function windowText(
  window: TimeWindow,
  zone: string,
  now: Micros,
  messages: Messages,
  language: Language,
): string {
  const moment = window.at ?? window.from
  const day = dayText(moment, zone, now, messages, language)
  return messages.find.understood.when(stretchText(window, zone, messages), day, zoneLabel(zone, moment))
}

function stretchText({ from, to, at }: TimeWindow, zone: string, messages: Messages): string {
  const words = messages.find.understood
  if (at !== undefined) {
    const minutes = Math.round((at - from) / MICROS_PER_MINUTE)
    return words.around(clockText(civilIn(zone, at), at - from <= SECOND_TOLERANCE), String(minutes))
  }
  // Also the days on which clocks change.
  if (to - from >= 23 * 60 * MICROS_PER_MINUTE) return ''
  const end = civilIn(zone, to)
  const isMidnight = end.hour === 0 && end.minute === 0
  return words.span(
    clockText(civilIn(zone, from), false),
    isMidnight ? words.midnight : clockText(end, false),
  )
}

/** `100 %`, `99.98 %`: never rounded up to a whole that it is not. */
export function shareText(share: number, formatNumber: (value: number) => string): string {
  return `${formatNumber(share === 1 ? 100 : Math.floor(share * 10_000) / 100)} %`
}

/** What a search was about, as it may be shown: masked numbers, words and ids. */
export function lookedUp({ read }: Understanding, { words }: Pick<Found, 'words'>): readonly string[] {
  return [
    ...read.numbers.map(({ masked }) => shownNumber(masked)),
    ...words.map((word) => `“${readableText(word)}”`),
  ]
}
