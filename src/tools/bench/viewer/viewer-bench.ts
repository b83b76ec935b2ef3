import { chromium, type Browser, type Page } from 'playwright'
import { CHROMIUM_ARGS, CHROMIUM_PATH } from '#testing/chromium.ts'
import { percentile, type Figure } from '../figures.ts'
import { addProbes } from './page-probes.ts'
import { heapMiB } from './tab-memory.ts'

const JUMPS = 40
const LINKS = 10
const SCREEN = { width: 1280, height: 800 }
/** A frame that took longer than two of sixty a second is one that people see. */
const LONG_FRAME_MS = 33
/** How long each way of scrolling is watched. */
const SCROLL_MS = 5_000
const WHEEL_EVERY_MS = 16

interface Options {
  readonly origin: string
  /** Seconds of wheel and jumps before memory is read. */
  readonly scrollSeconds: number
  /** Its rows all lie within one second. */
  readonly crowdedQuery: string
  readonly textFilter: string
}

const sleep = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis))

/** The viewer in a real Chromium against the running server: jumps, frames, links, typing, memory. */
export async function* benchViewer(options: Options): AsyncGenerator<Figure> {
  const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: CHROMIUM_ARGS })
  try {
    yield* await benchJumps(browser, options)
    yield* await benchFrames(browser, options)
    yield await benchLinks(browser, options)
    yield await benchTyping(browser, options)
    yield await benchMemory(browser, options)
  } finally {
    await browser.close()
  }
}

/** Longer than a count may take. */
const COUNT_MS = 30_000
/** A person reads where he has arrived before he goes on; what a jump brings along comes in that time. */
const READ_MS = 700

async function openLogs(
  browser: Browser,
  origin: string,
  query: string,
): Promise<{ page: Page; rows: number }> {
  const page = await browser.newPage({ viewport: SCREEN })
  await addProbes(page)
  await page.goto(`${origin}/logs${query === '' ? '' : `?q=${encodeURIComponent(query)}`}`)
  await page.evaluate(() => probes.firstRow())
  const asked = new URLSearchParams({ q: query, sample: 'auto' })
  const { count } = (await (await fetch(`${origin}/api/events/count?${asked}`)).json()) as { count: number }
  // Until the count is known the list grows page by page.
  await page.locator(`[role=grid][aria-rowcount="${count + 1}"]`).waitFor({ timeout: COUNT_MS })
  return { page, rows: count }
}

/** By the field that `g` opens: the same way for any number of rows. */
async function jump(page: Page, position: number): Promise<number> {
  await page.keyboard.press('g')
  await page.keyboard.type(String(position + 1))
  await page.evaluate((to) => probes.armJump(to), position)
  await page.keyboard.press('Enter')
  return page.evaluate(() => probes.jumped())
}

async function benchJumps(browser: Browser, options: Options): Promise<Figure[]> {
  const lists = [
    { name: 'jump to a random row, no filter', query: '', most: 120 },
    { name: 'jump to a random row, text filter', query: options.textFilter, most: 300 },
    { name: 'jump to a random row of one crowded second', query: options.crowdedQuery, most: 120 },
  ]
  const figures: Figure[] = []
  for (const { name, query, most } of lists) {
    const { page, rows } = await openLogs(browser, options.origin, query)
    const times: number[] = []
    for (let index = 0; index < JUMPS; index++) {
      // A fixed sequence over the whole list, so that runs compare.
      times.push(await jump(page, Math.floor(((index * 0.618_033_988_75) % 1) * rows)))
      await sleep(READ_MS)
    }
    figures.push({
      name: `${name}: painted, p95`,
      value: percentile(times, 0.95),
      unit: 'ms',
      goal: { at: 'most', value: most },
      note: `${rows.toLocaleString('en')} rows, ${JUMPS} jumps, p50 ${percentile(times, 0.5).toFixed(0)} ms, in the page`,
    })
    await page.close()
  }
  return figures
}

async function wheel(page: Page, millis: number, delta: number): Promise<number[]> {
  await page.mouse.move(SCREEN.width / 2, SCREEN.height / 2)
  await page.evaluate(() => probes.startFrames())
  const end = performance.now() + millis
  while (performance.now() < end) {
    await page.mouse.wheel(0, delta)
    await sleep(WHEEL_EVERY_MS)
  }
  return page.evaluate(() => probes.frames())
}

async function dragRail(page: Page, millis: number): Promise<number[]> {
  const box = await page.getByRole('scrollbar').first().boundingBox()
  if (!box) throw new Error('the list has no scroll rail')
  const x = box.x + box.width / 2
  await page.mouse.move(x, box.y + 4)
  await page.mouse.down()
  await page.evaluate(() => probes.startFrames())
  const began = performance.now()
  for (let share = 0; share < 1; share = (performance.now() - began) / millis) {
    await page.mouse.move(x, box.y + 4 + share * (box.height - 8))
    await sleep(WHEEL_EVERY_MS)
  }
  const frames = await page.evaluate(() => probes.frames())
  await page.mouse.up()
  return frames
}

const longShare = (frames: readonly number[]) =>
  (100 * frames.filter((it) => it > LONG_FRAME_MS).length) / Math.max(1, frames.length)

async function benchFrames(browser: Browser, options: Options): Promise<Figure[]> {
  const empty = await browser.newPage({ viewport: SCREEN })
  await addProbes(empty)
  await empty.goto(`${options.origin}/layers.css`)
  const base = await wheel(empty, SCROLL_MS, 120)
  await empty.close()

  const { page } = await openLogs(browser, options.origin, '')
  const wheeled = await wheel(page, SCROLL_MS, 240)
  const dragged = await dragRail(page, SCROLL_MS)
  await page.close()
  const figures = (name: string, frames: readonly number[]): Figure[] => [
    {
      name: `${name}: frame, p99`,
      value: percentile(frames, 0.99),
      unit: 'ms',
      goal: { at: 'most', value: LONG_FRAME_MS },
      note: `${frames.length} frames; an empty page in the same run: ${percentile(base, 0.99).toFixed(1)} ms`,
    },
    {
      name: `${name}: long frames above an empty page`,
      value: Math.max(0, longShare(frames) - longShare(base)),
      unit: '%',
      goal: { at: 'most', value: 0.5 },
      note: `over ${LONG_FRAME_MS} ms; empty page ${longShare(base).toFixed(2)} %`,
    },
  ]
  return [...figures('wheel', wheeled), ...figures('dragging the rail', dragged)]
}

async function benchLinks(browser: Browser, { origin }: Options): Promise<Figure> {
  const { page, rows } = await openLogs(browser, origin, '')
  await jump(page, Math.floor(rows / 2))
  const { session, seq, asOf } = await page.evaluate(async () => {
    const answer = await fetch('/api/events/rows?limit=1&position=1000&sample=1')
    const { asOf, chunk } = (await answer.json()) as {
      asOf: number
      chunk: { strings: string[]; columns: { session: number[]; seq: number[] } }
    }
    const { strings, columns } = chunk
    return { asOf, session: strings[columns.session[0] ?? 0] ?? '', seq: columns.seq[0] ?? 0 }
  })
  await page.close()
  const times: number[] = []
  for (let index = 0; index < LINKS; index++) {
    const fresh = await browser.newContext({ viewport: SCREEN })
    const opened = await fresh.newPage()
    await addProbes(opened)
    await opened.goto(`${origin}/logs?v=1&asOf=${asOf}&zone=UTC&row=${session}.${seq}`, {
      waitUntil: 'commit',
    })
    times.push(await opened.evaluate(() => probes.firstRow()))
    await fresh.close()
  }
  return {
    name: 'opening a copied link: rows painted, p95',
    value: percentile(times, 0.95),
    unit: 'ms',
    goal: { at: 'most', value: 1_000 },
    note: `${LINKS} fresh browser contexts, no cache; p50 ${percentile(times, 0.5).toFixed(0)} ms`,
  }
}

async function benchTyping(browser: Browser, { origin }: Options): Promise<Figure> {
  const { page } = await openLogs(browser, origin, '')
  await page.keyboard.press('/')
  await page.keyboard.type('level:>=warn category:call,websocket "seat dropped" OR attr.status:>=500 坐席', {
    delay: 30,
  })
  const slowest = await page.evaluate(() => probes.slowestTyping())
  await page.close()
  return {
    name: 'typing in the query box: work of the slowest event',
    value: slowest,
    unit: 'ms',
    goal: { at: 'most', value: 16 },
    note: 'handlers only; events that together with painting took under 16 ms are not counted by the browser',
  }
}

async function benchMemory(browser: Browser, { origin, scrollSeconds }: Options): Promise<Figure> {
  const { page, rows } = await openLogs(browser, origin, '')
  const session = await page.context().newCDPSession(page)
  const before = await heapMiB(session)
  const end = performance.now() + scrollSeconds * 1_000
  for (let round = 0; performance.now() < end; round++) {
    await wheel(page, 2_000, round % 2 === 0 ? 600 : -400)
    await jump(page, Math.floor(((round * 0.618_033_988_75) % 1) * rows))
  }
  const after = await heapMiB(session)
  await page.close()
  return {
    name: `heap of the tab after ${scrollSeconds} s of scrolling`,
    value: after,
    unit: 'MiB',
    goal: { at: 'most', value: 150 },
    note: `in use after a collection; ${before.toFixed(0)} MiB before`,
  }
}
