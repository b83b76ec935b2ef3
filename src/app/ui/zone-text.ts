import { isZone, zoneLabel } from '#protocol/search-text/zone-offset.ts'
import { microsFromMillis } from '#protocol/time.ts'
import { readableText } from './readable-text.ts'

/**
 * `UTC+8`, `UTC-3:30`, `UTC`: what a zone is ahead of UTC at a moment. A client may claim any text as its zone: what
 * is none stands for itself. @param millis since 1970
 */
export function zoneOffsetText(zone: string, millis: number): string {
  return isZone(zone) ? zoneLabel(zone, microsFromMillis(Math.floor(millis))) : readableText(zone)
}
