import { join } from 'node:path'
import type { RecordedEvent } from '#protocol/event.ts'
import type { Seq, SessionId } from '#protocol/ids.ts'
import { MICROS_PER_DAY, MICROS_PER_SECOND, type Micros, type MonoMicros } from '#protocol/time.ts'
import { runLoad } from './http-load.ts'
import { writeLoadFile, type LoadSession } from './load-file.ts'

const SESSIONS = 100
const LABEL = 'crowded'
/** What finds these rows and no others. */
export const CROWDED_QUERY = `label:${LABEL}`
const CONNECTIONS = 16
const EVENTS_PER_UPLOAD = 1_000

/** Stores rows that all lie within one second: where a list that orders by time alone has nothing to hold on to. */
export async function storeCrowdedSecond(
  origin: string,
  directory: string,
  rows: number,
  now: Micros,
): Promise<void> {
  const second = (now - MICROS_PER_DAY) as Micros
  const perSession = Math.ceil(rows / SESSIONS)
  const load = writeLoadFile(join(directory, 'crowded.bin'), crowdedSessions(second, perSession), {
    key: 'local',
    batch: EVENTS_PER_UPLOAD,
    now,
  })
  const { stored } = await runLoad(origin, load, CONNECTIONS)
  if (stored !== load.events) throw new Error(`sent ${load.events}, stored ${stored}`)
}

function* crowdedSessions(second: Micros, perSession: number): Generator<LoadSession> {
  for (let index = 0; index < SESSIONS; index++) {
    const events = Array.from({ length: perSession }, (_, at): RecordedEvent => {
      const within = Math.floor((at * MICROS_PER_SECOND) / perSession)
      return {
        seq: (at + 1) as Seq,
        time: (second + within) as Micros,
        mono: (within + 1) as MonoMicros,
        epoch: 0,
        category: 'app',
        form: 'text',
        level: 'info',
        label: LABEL,
        name: 'CROWD',
        phase: 'none',
        message: `event ${at + 1} of a crowded second`,
        attrs: {},
      }
    })
    yield { session: `crowd-${second}-${index}` as SessionId, record: {}, events }
  }
}
