import { isImportedSessionId, type SessionId } from '#protocol/ids.ts'

const LANES = [
  { seed: 0x811c9dc5, prime: 0x01000193 },
  { seed: 0x9e3779b9, prime: 0x85ebca6b },
  { seed: 0xc2b2ae35, prime: 0x27d4eb2f },
  { seed: 0x165667b1, prime: 0x9e3779b1 },
] as const

/**
 * 128 bits over the texts' UTF-16 units, as 32 hex digits: four 32-bit multiply-xor lanes (FNV-1a's step with
 * different odd factors), mixed across at the end. Tells files apart; protects from nobody who wants a collision,
 * who could only harm an import of his own.
 */
function digest(texts: readonly string[]): string {
  const lanes: number[] = LANES.map(({ seed }) => seed)
  for (const text of texts) {
    // Each text ends with a unit that no text holds alone at its end, so that ["a","b"] differs from ["ab"].
    for (let i = 0; i <= text.length; i++) {
      const unit = i < text.length ? text.charCodeAt(i) : 0x1_0000
      for (const [l, lane] of LANES.entries()) lanes[l] = Math.imul((lanes[l] ?? 0) ^ unit, lane.prime)
    }
  }
  for (let round = 0; round < 8; round++) {
    const at = round % lanes.length
    let mixed = (lanes[at] ?? 0) + (lanes[(at + 1) % lanes.length] ?? 0)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x85ebca6b)
    mixed ^= mixed >>> 13
    mixed = Math.imul(mixed, 0xc2b2ae35)
    lanes[at] = mixed ^ (mixed >>> 16)
  }
  return lanes.map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('')
}

/**
 * The session of an imported file: its format, its constants and its first event. Not more of the file, because
 * a file that was cut anywhere after its first event, or that has grown since, is still the same session.
 */
export function importedSession(format: string, constants: string, firstEvent: string): SessionId {
  return `${format}-${digest([format, constants, firstEvent])}` as SessionId
}

/** Where the imported copy of a session says which session it was copied from: a `custom` field of its record. */
export const ORIGINAL_SESSION = 'original_session'

/**
 * The session under which events of a file are kept that name their session themselves: another than the one they
 * came from, which may be in the store as well, live or as the sample. Always the same for the same session, so that
 * importing twice adds nothing and files with parts of one session come together. Ids that imports gave stay: they
 * cannot be those of live sessions.
 */
export function copiedSession(original: SessionId): SessionId {
  return isImportedSessionId(original) ? original : (`imp-${digest(['ndjson', original])}` as SessionId)
}
