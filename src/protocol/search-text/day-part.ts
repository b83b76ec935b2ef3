export type DayPart = 'night' | 'morning' | 'noon' | 'afternoon' | 'evening'

/** First and last hour of each part (the last is not included), as people speak of them. */
export const PART_HOURS: Readonly<Record<DayPart, readonly [from: number, to: number]>> = {
  night: [0, 6],
  morning: [5, 12],
  noon: [11, 14],
  afternoon: [12, 18],
  evening: [18, 24],
}

/** How a part of the day reads an hour from 0 to 24 that stands beside it; undefined: nobody says so. */
export const HOUR_IN_PART: Readonly<Record<DayPart, (hour: number) => number | undefined>> = {
  night: (hour) => (hour === 12 ? 0 : hour <= 6 ? hour : undefined),
  morning: (hour) => (hour <= 12 ? hour : undefined),
  noon: (hour) => (hour >= 11 && hour <= 14 ? hour : hour <= 2 ? hour + 12 : undefined),
  afternoon: (hour) => (hour >= 12 && hour <= 19 ? hour : hour >= 1 && hour <= 7 ? hour + 12 : undefined),
  evening: (hour) => (hour >= 17 ? hour : hour === 12 ? 24 : hour >= 5 && hour < 12 ? hour + 12 : undefined),
}
