import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { ENVELOPE_VERSION, type UploadEnvelope } from '#protocol/envelope.ts'
import type { RecordedEvent } from '#protocol/event.ts'
import type { Seq, SessionId } from '#protocol/ids.ts'
import type { SessionRecord } from '#protocol/session.ts'
import type { Micros } from '#protocol/time.ts'

export interface LoadSession {
  readonly session: SessionId
  readonly record: SessionRecord
  readonly events: readonly RecordedEvent[]
}

/** Ready-made upload bodies in one file, so that making them costs nothing while the server is measured. */
export interface LoadFile {
  readonly path: string
  readonly bodies: readonly { readonly offset: number; readonly bytes: number; readonly events: number }[]
  readonly events: number
  /** Of the JSON, before gzip. */
  readonly jsonBytes: number
}

/** As the SDK does it: the fastest level is enough for repeating JSON. */
const GZIP_LEVEL = 1

export function writeLoadFile(
  path: string,
  sessions: Iterable<LoadSession>,
  options: { readonly key: string; readonly batch: number; readonly now: Micros },
): LoadFile {
  const file = openSync(path, 'w')
  const bodies: { offset: number; bytes: number; events: number }[] = []
  let offset = 0
  let events = 0
  let jsonBytes = 0
  try {
    for (const { session, record, events: all } of sessions) {
      const highest = (all.at(-1)?.seq ?? 1) as Seq
      for (let from = 0; from < all.length; from += options.batch) {
        const part = all.slice(from, from + options.batch)
        const envelope: UploadEnvelope = {
          v: ENVELOPE_VERSION,
          key: options.key,
          session,
          secret: createHash('sha256').update(session).digest('hex'),
          record,
          floor: 1 as Seq,
          highest,
          sent: options.now,
          via: 'live',
          events: part,
        }
        const json = JSON.stringify(envelope)
        const body = gzipSync(json, { level: GZIP_LEVEL })
        writeSync(file, body)
        bodies.push({ offset, bytes: body.length, events: part.length })
        offset += body.length
        events += part.length
        jsonBytes += json.length
      }
    }
  } finally {
    closeSync(file)
  }
  return { path, bodies, events, jsonBytes }
}

/** Reads bodies in the order they were written. */
export function openLoadFile(load: LoadFile): { body(index: number): Buffer; close(): void } {
  const file = openSync(load.path, 'r')
  return {
    body(index) {
      const entry = load.bodies[index]
      if (!entry) throw new RangeError(`body ${index} of ${load.bodies.length}`)
      const buffer = Buffer.allocUnsafe(entry.bytes)
      readSync(file, buffer, 0, entry.bytes, entry.offset)
      return buffer
    },
    close: () => closeSync(file),
  }
}
