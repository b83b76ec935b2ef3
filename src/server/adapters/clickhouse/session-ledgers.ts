import { SessionLedger, UNKNOWN_SESSION } from '../../process/ledger.ts'
import type { SessionFacts } from '../../process/ledger.ts'
import { sessionKeyText } from './session-facts.ts'
import type { SessionKey } from './session-facts.ts'

/** A ledger without holes takes about 1 KiB, so this is some 50 MB; sessions that fall out are read anew. */
const MAX_SESSIONS = 50_000
/** Ranges of all ledgers: a client that sends every other seq fills memory, not only its own session. */
const MAX_PIECES = 1_000_000

/** Counting the ranges of all ledgers takes some milliseconds, so it is not done for every group. */
const GROUPS_BETWEEN_COUNTS = 50

export type LoadFacts = (keys: readonly SessionKey[]) => Promise<ReadonlyMap<string, SessionFacts>>

/** The ledgers of the sessions seen lately; the least recently used ones are forgotten first. */
export class SessionLedgers {
  private readonly ledgers = new Map<string, SessionLedger>()
  private readonly load: LoadFacts
  private groups = 0

  constructor(load: LoadFacts) {
    this.load = load
  }

  /** Reads what is not known yet, all in one go. */
  async prepare(keys: readonly SessionKey[]): Promise<void> {
    this.shrink()
    const unknown = new Map<string, SessionKey>()
    for (const key of keys) {
      const text = sessionKeyText(key)
      const ledger = this.ledgers.get(text)
      if (ledger === undefined) unknown.set(text, key)
      else {
        this.ledgers.delete(text)
        this.ledgers.set(text, ledger)
      }
    }
    if (unknown.size === 0) return
    const facts = await this.load([...unknown.values()])
    for (const text of unknown.keys())
      this.ledgers.set(text, new SessionLedger(facts.get(text) ?? UNKNOWN_SESSION))
  }

  /** Only after `prepare` with this key. */
  get(key: SessionKey): SessionLedger {
    const ledger = this.ledgers.get(sessionKeyText(key))
    if (ledger === undefined) throw new RangeError('ledger was not prepared')
    return ledger
  }

  forget(keys: readonly SessionKey[]): void {
    for (const key of keys) this.ledgers.delete(sessionKeyText(key))
  }

  forgetAll(): void {
    this.ledgers.clear()
  }

  private shrink(): void {
    this.groups++
    if (this.ledgers.size <= MAX_SESSIONS && this.groups % GROUPS_BETWEEN_COUNTS !== 0) return
    let pieces = 0
    for (const ledger of this.ledgers.values()) pieces += ledger.pieces
    for (const [key, ledger] of this.ledgers) {
      if (this.ledgers.size <= MAX_SESSIONS && pieces <= MAX_PIECES) return
      this.ledgers.delete(key)
      pieces -= ledger.pieces
    }
  }
}
