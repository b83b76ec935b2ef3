/** A date of the Gregorian calendar, also before it was introduced; months and days from 1. */
export interface CivilDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

export function daysInMonth(year: number, month: number): number | undefined {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
}

/** Days since 1970-01-01; undefined where there is no such date. */
export function daysFromCivil({ year, month, day }: CivilDate): number | undefined {
  const length = daysInMonth(year, month)
  if (length === undefined || day < 1 || day > length) return undefined
  let before = 0
  for (let earlier = 1; earlier < month; earlier += 1) before += daysInMonth(year, earlier) ?? 0
  const years = year - 1
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400)
  // 719,162 days lie before 1970-01-01.
  return years * 365 + leapDays - 719_162 + before + day - 1
}

/** Inverse of `daysFromCivil`, by eras of 400 years that begin in March. */
export function civilFromDays(days: number): CivilDate {
  // 719,468 days lie between 0000-03-01 and 1970-01-01; an era has 146,097 days.
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}

/** Another number of days after a date (before it, where negative). Throws where there is no such date. */
export function shiftedDate(date: CivilDate, days: number): CivilDate {
  const from = daysFromCivil(date)
  if (from === undefined) throw new RangeError(`no date: ${date.year}-${date.month}-${date.day}`)
  return civilFromDays(from + days)
}

/** 1 = Monday; 1970-01-01 was a Thursday. */
export function weekdayOf(date: CivilDate): number {
  return (((((daysFromCivil(date) ?? 0) + 3) % 7) + 7) % 7) + 1
}
