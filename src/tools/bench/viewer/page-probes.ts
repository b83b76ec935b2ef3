import type { Page } from 'playwright'

/**
 * What is measured inside the page, with the page's own clock. Installed before any script of the app runs.
 * A row counts as painted in the frame after the one in which it and all its neighbours hold their events.
 */
interface Probes {
  /** The next Enter goes to `position` (from 0): its time is taken. */
  armJump(position: number): void
  /** Milliseconds from that Enter until the row is painted with everything around it. */
  jumped(): Promise<number>
  /** Milliseconds from the start of navigation until any row with an event is painted. */
  firstRow(): Promise<number>
  startFrames(): void
  /** Milliseconds between frames since `startFrames`. */
  frames(): number[]
  /** Milliseconds of work of the slowest key or input event since the page was opened. */
  slowestTyping(): number
}

declare global {
  // oxlint-disable-next-line no-var -- how a global is declared
  var probes: Probes
}

/** Longer than any goal by far: then it is a failure, not a figure. */
const GIVE_UP_MS = 20_000

function installProbes(giveUpMs: number): void {
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- this function is sent into the page as text
  const grid = () => document.querySelector('[role="grid"]')
  const isWhole = () => grid()?.querySelector('[role="row"][data-position][aria-busy="true"]') === null
  const isThere = (position: number) => grid()?.querySelector(`[data-position="${position}"]`) !== null

  function until(condition: () => boolean, started: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (condition()) requestAnimationFrame(() => resolve(performance.now() - started))
        else if (performance.now() - started > giveUpMs) reject(new Error('no rows were painted in time'))
        else requestAnimationFrame(look)
      }
      look()
    })
  }

  let jump: Promise<number> = Promise.reject(new Error('no jump was armed'))
  jump.catch(() => undefined)
  let times: number[] = []
  let counting = false
  let typing = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceEventTiming[]) {
      if (/^(keydown|keypress|beforeinput|input|keyup)$/.test(entry.name)) {
        typing = Math.max(typing, entry.processingEnd - entry.processingStart)
      }
    }
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)

  globalThis.probes = {
    armJump(position) {
      jump = new Promise((resolve, reject) => {
        const began = ({ key }: KeyboardEvent) => {
          if (key !== 'Enter') return
          document.removeEventListener('keydown', began, { capture: true })
          until(() => isThere(position) && isWhole(), performance.now()).then(resolve, reject)
        }
        document.addEventListener('keydown', began, { capture: true })
      })
      // Whoever asks hears of a failure; until then it is nobody's.
      jump.catch(() => undefined)
    },
    jumped: () => jump,
    firstRow: () =>
      until(() => isWhole() && grid()?.querySelector('[role="row"][data-position]') !== null, 0),
    startFrames() {
      times = []
      counting = true
      const frame = (now: number) => {
        times.push(now)
        if (counting) requestAnimationFrame(frame)
      }
      requestAnimationFrame(frame)
    },
    frames() {
      counting = false
      return times.slice(1).map((time, index) => time - (times[index] ?? time))
    },
    slowestTyping: () => typing,
  }
}

export async function addProbes(page: Page): Promise<void> {
  await page.addInitScript(installProbes, GIVE_UP_MS)
}
