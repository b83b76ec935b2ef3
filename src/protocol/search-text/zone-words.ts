import { spanOf, type Span } from './spans.ts'

export interface FoundZone extends Span {
  /** IANA name or `UTC+08:00`. */
  readonly zone: string
}

/** Greatest distance from UTC that any clock has. */
const MAX_HOURS = 14

const OFFSET = /(?<![A-Za-z])(?:UTC|GMT)(?:\s?([+-])(\d{1,2})(?::?([0-5]\d))?)?(?![A-Za-z\d])/g
const CHINA = /北京时间|东八区|(?<![A-Za-z])(?:Beijing|China) time(?![A-Za-z])/gi
/** As ISO 8601 writes it, directly behind a clock. */
const ISO = /(?<=T\d{2}:\d{2}(?::\d{2})?(?:[.,]\d{1,6})?)(?:Z|([+-])(\d{2}):?([0-5]\d))(?![A-Za-z\d:])/g

function offsetZone(sign: string | undefined, hours: string, minutes: string): string | undefined {
  if (Number(hours) > MAX_HOURS) return undefined
  if (Number(hours) === 0 && Number(minutes) === 0) return 'UTC'
  return `UTC${sign ?? '+'}${hours.padStart(2, '0')}:${minutes}`
}

/** `UTC+8`, `GMT`, `Z`, `+08:00` behind a clock, 北京时间. */
export function findZones(text: string): readonly FoundZone[] {
  const offsets = [...text.matchAll(OFFSET), ...text.matchAll(ISO)].flatMap((match) => {
    const [, sign, hours = '0', minutes = '00'] = match
    const zone = offsetZone(sign, hours, minutes)
    return zone === undefined ? [] : [{ ...spanOf(match), zone }]
  })
  const china = [...text.matchAll(CHINA)].map((match) => ({ ...spanOf(match), zone: 'Asia/Shanghai' }))
  return [...offsets, ...china]
}
