import {
  CALL_LANDMARKS,
  callSpan,
  GRACE_MICROS,
  SESSION_LANDMARKS,
  sorted,
  type CallMaterial,
  type Hole,
  type Landmark,
} from '#analysis/call-landmarks.ts'
import { CATEGORIES } from '#protocol/category.ts'
import { computeCallFacts } from '#protocol/vocabulary/call-facts.ts'

const OF_CALL: ReadonlySet<string> = new Set(CALL_LANDMARKS)
const OF_SESSION: ReadonlySet<string> = new Set(SESSION_LANDMARKS)

/** What the server would answer about a call, out of all events of its sessions: the reference for its SQL. */
export function callMaterialOf(
  callid: string,
  events: readonly Landmark[],
  holes: readonly Hole[] = [],
): CallMaterial {
  const own = events.filter((it) => it.callid === callid)
  const facts = computeCallFacts(own)
  const sessions = new Set(own.map((it) => it.session))
  const around = events.filter((it) => sessions.has(it.session))
  const { from, to } = callSpan({ facts })
  const during = around.filter((it) => it.ts >= from && it.ts <= to)
  return {
    callid,
    facts,
    landmarks: sorted(
      around.filter((it) =>
        it.callid === callid
          ? OF_CALL.has(it.name) || OF_SESSION.has(it.name)
          : OF_SESSION.has(it.name) && it.ts <= to + GRACE_MICROS,
      ),
    ),
    complete: true,
    counts: CATEGORIES.map((category) => {
      const counted = during.filter((it) => it.category === category)
      const ofLevel = (level: string) => counted.filter((it) => it.level === level).length
      return { category, events: counted.length, warnings: ofLevel('warn'), errors: ofLevel('error') }
    }).filter((it) => it.events > 0),
    holes,
  }
}
