import type { IngestPosition, TenantId } from '#protocol/ids.ts'
import type { QueryNode } from '#protocol/query-lang/ast.ts'
import { printQuery } from '#protocol/query-lang/print.ts'
import { ProblemError } from '../http/problem.ts'
import type { EventReader, TailBatch } from '../query/event-reader.ts'

/** What a listener is told: everything committed up to `asOf` that it has not been told of before. */
interface TailNews {
  readonly asOf: IngestPosition
  readonly events: TailBatch['events']
  /** Matching events that were left out. Null: nobody could count them in time. */
  readonly skipped: number | null
}

export interface TailRequest {
  readonly tenant: TenantId
  readonly filter: QueryNode
  readonly sample: boolean
  /** The listener knows everything up to here. */
  readonly after: IngestPosition
}

interface Listener {
  /** The next news, or undefined when the signal has fired. One call at a time. */
  next(signal: AbortSignal): Promise<TailNews | undefined>
  close(): void
}

export interface TailHub {
  /** Undefined: there are as many listeners as one process serves. */
  listen(request: TailRequest): Listener | undefined
  /** Ends every listener, for a clean stop. */
  close(): void
}

export interface TailDeps {
  readonly reader: Pick<EventReader, 'committedSince'>
  readonly committed: () => IngestPosition
}

/** Faster than a person notices, slower than the writer's shortest rhythm. */
const POLL_MS = 150
/** Rows of one look; at this rhythm over 3,000 a second, more than anybody reads. What is beyond is counted. */
const MAX_TAIL_ROWS = 500
/** A listener that does not keep up loses rows, which are counted, not the process its memory. */
const MAX_WAITING_ROWS = 5_000
/** The same for memory, counted in characters: 200 listeners that do not keep up hold 800 MiB at the very most. */
const MAX_WAITING_CHARS = 4 * 1024 * 1024
/** What one look gives at most; rows of usual size are far below. */
const MAX_NEWS_CHARS = 2 * 1024 * 1024
/** Ids, names and numbers of one row beside its message and attributes. */
const ROW_CHARS = 500
/** After a failed look the next one waits twice as long, up to this. */
const MAX_PAUSE_MS = 5_000
/** Connections of one process; each distinct filter is one query per commit. */
export const MAX_LISTENERS = 200
const TAIL_SECONDS = 5

interface Waiting {
  readonly news: TailNews
  readonly chars: number
}

interface Member {
  position: IngestPosition
  waiting: Waiting[]
  waitingRows: number
  waitingChars: number
  wake: (() => void) | undefined
  closed: boolean
}

interface Group {
  readonly request: TailRequest
  readonly members: Set<Member>
  reading: boolean
  /** No look before this time (of `performance.now`), since the last ones failed. */
  notBefore: number
  pause: number
}

/**
 * One look at the store per commit and distinct filter, however many listen. Listeners resume by `ingest`, so
 * events that arrive late in their own time come too, and nothing is told twice.
 */
export function createTailHub({ reader, committed }: TailDeps): TailHub {
  const groups = new Map<string, Group>()
  const stopping = new AbortController()
  let listeners = 0
  let looks = 0
  let timer: NodeJS.Timeout | undefined

  function read(group: Group, after: IngestPosition, asOf: IngestPosition): Promise<TailBatch> {
    const { tenant, filter, sample } = group.request
    const queryId = `tail:${tenant}:${(looks += 1)}`
    const control = { queryId, signal: stopping.signal, seconds: TAIL_SECONDS }
    return reader.committedSince({ tenant, filter, sample, asOf }, after, MAX_TAIL_ROWS, control)
  }

  /** Members that stand at the same place share one read; one that resumes far behind has its own. */
  async function advance(group: Group): Promise<void> {
    const asOf = committed()
    const positions = new Set([...group.members].map(({ position }) => position).filter((it) => it < asOf))
    for (const position of positions) {
      const batch = fitting(await read(group, position, asOf).catch(lostCount))
      const news = { asOf, events: batch.events, skipped: batch.skipped }
      for (const member of group.members)
        if (member.position === position) tell(member, { news, chars: batch.chars })
    }
  }

  function look(): void {
    const now = performance.now()
    for (const group of groups.values()) {
      if (group.reading || now < group.notBefore) continue
      group.reading = true
      void advance(group)
        .then(() => {
          group.pause = 0
        })
        .catch(() => {
          // A look that fails (the engine restarts) is made again: nobody's position has moved.
          group.pause = Math.min(MAX_PAUSE_MS, Math.max(POLL_MS, group.pause * 2))
          group.notBefore = performance.now() + group.pause
        })
        .finally(() => {
          group.reading = false
        })
    }
  }

  function leave(key: string, group: Group, member: Member): void {
    if (member.closed) return
    member.closed = true
    member.wake?.()
    group.members.delete(member)
    listeners -= 1
    if (group.members.size === 0) groups.delete(key)
    if (listeners > 0) return
    clearInterval(timer)
    timer = undefined
  }

  return {
    listen(request) {
      if (listeners >= MAX_LISTENERS || stopping.signal.aborted) return undefined
      const key = JSON.stringify([request.tenant, request.sample, printQuery(request.filter)])
      const group = groups.get(key) ?? {
        request,
        members: new Set<Member>(),
        reading: false,
        notBefore: 0,
        pause: 0,
      }
      groups.set(key, group)
      const member: Member = {
        position: request.after,
        waiting: [],
        waitingRows: 0,
        waitingChars: 0,
        wake: undefined,
        closed: false,
      }
      group.members.add(member)
      listeners += 1
      timer ??= setInterval(look, POLL_MS)
      look()
      return {
        next: (signal) => nextOf(member, signal),
        close: () => leave(key, group, member),
      }
    },
    close() {
      stopping.abort()
      for (const [key, group] of groups) for (const member of group.members) leave(key, group, member)
    },
  }
}

/** What would fail the same way again, however often it is asked. */
const HOPELESS: ReadonlySet<string> = new Set(['query-timeout', 'result-too-large', 'query-too-large'])

/** What cannot be read in time or within memory is skipped, and the listener is told so: the tail goes on. */
function lostCount(cause: unknown): Omit<TailNews, 'asOf'> {
  if (cause instanceof ProblemError && HOPELESS.has(cause.problem.code)) return { events: [], skipped: null }
  throw cause
}

function charsOf({ message, attrs }: TailBatch['events'][number]): number {
  let chars = ROW_CHARS + (message?.length ?? 0)
  for (const [key, value] of Object.entries(attrs)) chars += key.length + value.length
  return chars
}

/** The newest events that fit into one message; those before them are counted as skipped. */
function fitting({
  events,
  skipped,
}: Omit<TailNews, 'asOf'>): Omit<TailNews, 'asOf'> & { readonly chars: number } {
  let chars = 0
  let first = events.length
  for (const event of events.toReversed()) {
    const more = charsOf(event)
    if (chars + more > MAX_NEWS_CHARS && first < events.length) break
    chars += more
    first -= 1
  }
  return { events: events.slice(first), skipped: skipped === null ? null : skipped + first, chars }
}

function tell(member: Member, waiting: Waiting): void {
  const { news, chars } = waiting
  member.position = news.asOf
  // Nothing to show: what comes next carries the newer position.
  if (news.events.length === 0 && news.skipped === 0) return
  member.waiting.push(waiting)
  member.waitingRows += news.events.length
  member.waitingChars += chars
  const isTooMuch = () => member.waitingRows > MAX_WAITING_ROWS || member.waitingChars > MAX_WAITING_CHARS
  while (isTooMuch() && member.waiting.length > 1) dropOldest(member)
  member.wake?.()
}

/** The rows go, their number stays: it is told with what comes next. */
function dropOldest(member: Member): void {
  const [oldest, next, ...rest] = member.waiting
  if (oldest === undefined || next === undefined) return
  const [gone, kept] = [oldest.news, next.news]
  const known = kept.skipped !== null && gone.skipped !== null
  const skipped = known ? kept.skipped + gone.skipped + gone.events.length : null
  member.waiting = [{ ...next, news: { ...kept, skipped } }, ...rest]
  member.waitingRows -= gone.events.length
  member.waitingChars -= oldest.chars
}

async function nextOf(member: Member, signal: AbortSignal): Promise<TailNews | undefined> {
  while (member.waiting.length === 0 && !member.closed && !signal.aborted) {
    await new Promise<void>((resolve) => {
      const wake = () => {
        signal.removeEventListener('abort', wake)
        member.wake = undefined
        resolve()
      }
      member.wake = wake
      signal.addEventListener('abort', wake, { once: true })
    })
  }
  const next = member.waiting.shift()
  if (next) {
    member.waitingRows -= next.news.events.length
    member.waitingChars -= next.chars
  }
  return signal.aborted ? undefined : next?.news
}
