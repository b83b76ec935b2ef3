import type { ColumnSink } from '#analysis/column-sink.ts'
import type { Seq, SessionId } from '#protocol/ids.ts'
import { CUT_MARK } from '#protocol/limits.ts'
import type { Micros, MonoMicros } from '#protocol/time.ts'
import { wellFormed } from '#protocol/well-formed.ts'
import type { DocumentMember } from './event-mapper.ts'

/** Characters of one part: at three bytes each still within an event's limit. */
const PART_CHARS = 64 * 1024

interface Place {
  readonly seq: number
  readonly rawOffset: number
  /** Of the file's last event; -Infinity when it has none. */
  readonly time: number
}

/**
 * What stands in the file beside its events (constants, client info, polled data) as `data` events after the last one,
 * so that it can be opened and searched. A large member comes in parts that joined give its raw text.
 * Returns how many events that made.
 */
export function emitMembers(
  sink: ColumnSink,
  session: SessionId,
  prefix: string,
  members: readonly DocumentMember[],
  place: Place,
): number {
  const time = (Number.isFinite(place.time) ? place.time : 0) as Micros
  let { seq } = place
  for (const { key, text, bytes } of members) {
    const parts = splitText(text, PART_CHARS)
    const isCut = text.endsWith(CUT_MARK)
    for (const [i, part] of parts.entries()) {
      const attrs: Record<string, string> = { member: key, bytes: String(bytes) }
      if (parts.length > 1) attrs['part'] = `${i + 1}/${parts.length}`
      if (isCut) attrs['truncated'] = 'true'
      sink.event({
        session,
        seq: seq++ as Seq,
        ts: time,
        time,
        mono: 0 as MonoMicros,
        epoch: 0,
        category: 'sdk',
        form: 'data',
        level: 'info',
        name: `${prefix}_${upperSnake(key)}`,
        phase: 'none',
        message: parts.length > 1 ? `${key}, part ${i + 1} of ${parts.length}` : key,
        payload: wellFormed(part),
        attrs,
        rawOffset: place.rawOffset,
        rawBytes: 0,
      })
    }
  }
  return seq - place.seq
}

/** polledData -> POLLED_DATA; only characters that a name may hold, at most 64. */
function upperSnake(key: string): string {
  const words = key.slice(0, 64).replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
  return words.replaceAll(/[^A-Za-z0-9_]/g, '_').toUpperCase()
}

/** Parts of at most `chars`, never cut between the halves of a surrogate pair. */
function splitText(text: string, chars: number): string[] {
  const parts: string[] = []
  let from = 0
  while (from < text.length) {
    let to = Math.min(text.length, from + chars)
    const last = text.charCodeAt(to - 1)
    if (to < text.length && last >= 0xd8_00 && last <= 0xdb_ff) to--
    parts.push(text.slice(from, to))
    from = to
  }
  return parts
}
