import { isZone, zoneLabel, zoneOffset } from '#protocol/search-text/zone-offset.ts'
import type { Micros } from '#protocol/time.ts'

export interface ZoneChoice {
  /** IANA name. */
  readonly zone: string
  /** `UTC+8`, as its clocks stand at the moment asked about. */
  readonly offset: string
  /** In the reader's language: `China Time`, `中国时间`; empty where it has none. */
  readonly called: string
}

/** Every zone that this browser knows, from west to east, UTC among them. */
export function allZones(at: Micros, locale: string): readonly ZoneChoice[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
    .map((zone) => ({ zone, offset: zoneLabel(zone, at), ahead: zoneOffset(zone, at) }))
    .sort((a, b) => a.ahead - b.ahead || (a.zone < b.zone ? -1 : 1))
    .map(({ zone, offset }) => ({ zone, offset, called: nameOf(zone, at, locale) }))
}

/** Browsers know names of zones, but no cities, in other languages. */
function nameOf(zone: string, at: Micros, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' })
  const name = format.formatToParts(at / 1_000).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  return /^(?:GMT|UTC)/.test(name) ? '' : name
}

/** By name, part of a name, or offset: `shang`, `new york`, `+8`, `UTC+8`. A name that browsers do not list, too. */
export function findZones(zones: readonly ZoneChoice[], search: string, at: Micros): readonly ZoneChoice[] {
  const wanted = search.trim().toLowerCase().replaceAll(' ', '_')
  if (wanted === '') return zones
  if (/^(?:utc|gmt)?[+-]\d/.test(wanted)) {
    const offset = `utc${wanted
      .replace(/^(?:utc|gmt)/, '')
      .replace(/([+-])0(\d)/, '$1$2')
      .replace(/:00$/, '')}`
    return zones.filter(
      (it) => it.offset.toLowerCase() === offset || it.offset.toLowerCase().startsWith(`${offset}:`),
    )
  }
  const spoken = search.trim().toLowerCase()
  const found = zones.filter(
    ({ zone, called }) => zone.toLowerCase().includes(wanted) || called.toLowerCase().includes(spoken),
  )
  // Old names and links (`Asia/Chongqing`, `PRC`) mean a zone as well.
  const typed = search.trim()
  return found.length === 0 && isIana(typed)
    ? [{ zone: typed, offset: zoneLabel(typed, at), called: '' }]
    : found
}

/** What a link can carry: a name, no offset of its own. */
const isIana = (text: string) => /^[A-Za-z][A-Za-z0-9_+\-/]{1,63}$/.test(text) && isZone(text)
