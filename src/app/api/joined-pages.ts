import type { RowPage } from './row-source.ts'

type Read = (position: number, limit: number, signal: AbortSignal) => Promise<RowPage>

interface Waiting {
  readonly position: number
  readonly limit: number
  readonly signal: AbortSignal
  readonly resolve: (page: RowPage) => void
  readonly reject: (cause: unknown) => void
}

/**
 * Pages that are asked for at once and lie side by side are read as one: a jump shows the end of one page and the
 * beginning of the next, and finding the place costs more than the rows.
 *
 *     asked   [200 +100] [300 +100]         [900 +100]
 *     read    [200 +200           ]         [900 +100]
 *
 * @param most rows of one answer
 */
export function joinedPages(read: Read, most: number): Read {
  let waiting: Waiting[] = []

  function flush(): void {
    const asked = waiting.filter(({ signal }) => !signal.aborted).toSorted((a, b) => a.position - b.position)
    waiting = []
    let group: Waiting[] = []
    for (const one of asked) {
      const first = group[0]
      const last = group.at(-1)
      const isNext = last !== undefined && last.position + last.limit === one.position
      const fits = first !== undefined && one.position + one.limit - first.position <= most
      if (isNext && fits) group.push(one)
      else {
        if (group.length > 0) void readGroup(read, group)
        group = [one]
      }
    }
    if (group.length > 0) void readGroup(read, group)
  }

  return (position, limit, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error)
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      if (waiting.length === 0) setTimeout(flush)
      return void waiting.push({ position, limit, signal, resolve, reject })
    })
}

async function readGroup(read: Read, group: readonly Waiting[]): Promise<void> {
  const [first] = group
  const last = group.at(-1)
  if (!first || !last) return
  // The one answer is wanted for as long as anybody wants a part of it.
  const unwanted = new AbortController()
  let wanted = group.length
  for (const { signal } of group) {
    signal.addEventListener(
      'abort',
      () => {
        wanted -= 1
        if (wanted === 0) unwanted.abort(signal.reason)
      },
      { once: true },
    )
  }
  try {
    const whole = await read(first.position, last.position + last.limit - first.position, unwanted.signal)
    for (const { position, limit, signal, resolve, reject } of group) {
      const start = position - first.position
      const events = whole.events.slice(start, start + limit)
      // Large rows come fewer at a time: whether the list ends here is for the page itself to ask.
      if (group.length > 1 && events.length < limit) read(position, limit, signal).then(resolve, reject)
      else resolve({ ...whole, position, events })
    }
  } catch (cause) {
    for (const { reject } of group) reject(cause)
  }
}
