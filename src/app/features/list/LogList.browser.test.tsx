import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, useMemo, useState } from 'react'
import { describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { DEFAULT_VIEW, type LogsView } from '#protocol/permalink/logs-view.ts'
import { LanguageProvider } from '../../i18n/language.tsx'
import { useCommandStore } from '../../state/commands.ts'
import { useWorkspace, WorkspaceProvider, type ChangeView, type Workspace } from '../../state/workspace.tsx'
import '../../ui/tokens.css'
import { listStoreOf } from './list-store.ts'
import { LogList } from './LogList.tsx'
import {
  ERROR_EVERY,
  syntheticEvent,
  syntheticOrigin,
  type Asked,
  type SyntheticList,
} from './synthetic-rows.ts'

const TEN_MILLION = 10_000_000

interface Shown {
  readonly asked: Asked
  readonly view: () => LogsView
  readonly workspace: () => Workspace
  /** The list grows, and the snapshot moves there. */
  readonly grow: (list: SyntheticList) => Promise<void>
}

async function show(first: SyntheticList, view: Partial<LogsView> = {}): Promise<Shown> {
  const asked: Asked = { pages: [], aborted: 0 }
  let list = first
  let present: Workspace | undefined
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  function Probe() {
    present = useWorkspace()
    return null
  }
  function App() {
    const [shown, setShown] = useState<LogsView>({ ...DEFAULT_VIEW, zone: 'UTC', ...view })
    const origin = useMemo(() => syntheticOrigin(() => list, asked), [])
    const change: ChangeView = useMemo(
      () => (patch) => setShown((old) => ({ ...old, ...patch }) as LogsView),
      [],
    )
    return (
      <WorkspaceProvider scope="" view={shown} change={change} origin={origin}>
        <div style={{ display: 'flex', width: 1_000, height: 626 }}>
          <LogList />
        </div>
        <Probe />
      </WorkspaceProvider>
    )
  }
  await render(
    <StrictMode>
      <LanguageProvider>
        <QueryClientProvider client={client}>
          <App />
        </QueryClientProvider>
      </LanguageProvider>
    </StrictMode>,
  )
  const workspace = () => {
    if (!present) throw new Error('nothing is shown')
    return present
  }
  return {
    asked,
    view: () => workspace().view,
    workspace,
    grow: async (next) => {
      list = next
      await workspace().rows.reopen()
    },
  }
}

const grid = () => page.getByRole('grid')
const rail = () => page.getByRole('scrollbar')
/** Rows that stand within the part that shows rows, by their position; waiting ones too. */
const onScreen = () => {
  const box = grid().element().getBoundingClientRect()
  return [...document.querySelectorAll<HTMLElement>('[role=row][data-position]')].filter((row) => {
    const { top, bottom } = row.getBoundingClientRect()
    return bottom > box.top + 26 + 1 && top < box.bottom - 1
  })
}
const positions = () => onScreen().map((row) => Number(row.dataset['position']))
const firstRow = () => Math.min(...positions())
const isPainted = () => {
  const rows = onScreen()
  return rows.length > 0 && rows.every((row) => row.getAttribute('aria-busy') !== 'true')
}
const painted = () => vi.waitFor(() => expect(isPainted()).toBe(true), { timeout: 3_000 })
const yOf = (text: string) =>
  [...document.querySelectorAll('[role=row]')]
    .find((row) => row.textContent?.includes(text))
    ?.getBoundingClientRect().top
const run = (id: string) =>
  [...useCommandStore.getState().groups.values()]
    .flat()
    .find((command) => command.id === id)
    ?.run()

describe('ten million rows', () => {
  test('the first are there, and the grid says how many there are', async () => {
    await show({ count: TEN_MILLION })
    await painted()
    await vi.waitFor(() => expect(grid().element().getAttribute('aria-rowcount')).toBe('10000001'))
    expect(firstRow()).toBe(0)
    expect(onScreen()[0]?.textContent).toContain('row 9999999')
    expect(onScreen()[0]?.getAttribute('aria-rowindex')).toBe('2')
  })

  test('the last is reached by one key, the first by another', async () => {
    await show({ count: TEN_MILLION })
    await painted()
    grid().element().focus()
    await userEvent.keyboard('{End}')
    await painted()
    expect(Math.max(...positions())).toBe(TEN_MILLION - 1)
    expect(document.activeElement?.getAttribute('aria-activedescendant')).toMatch(/row-9999999$/)
    await userEvent.keyboard('{Home}')
    await painted()
    expect(firstRow()).toBe(0)
  })

  test('a goal in the middle is shown with its rows', async () => {
    const shown = await show({ count: TEN_MILLION })
    await painted()
    shown.workspace().store.setState({ goal: { kind: 'position', position: 5_000_000 } })
    await vi.waitFor(() => expect(positions()).toContain(5_000_000))
    await painted()
    expect(shown.workspace().store.getState().goal).toBeUndefined()
    expect(shown.workspace().store.getState().cursor?.position).toBe(5_000_000)
  })

  test('a wheel in the middle moves by its pixels, row by row', async () => {
    const shown = await show({ count: TEN_MILLION })
    await painted()
    shown.workspace().store.setState({ goal: { kind: 'position', position: 5_000_000 } })
    await vi.waitFor(() => expect(positions()).toContain(5_000_000))
    const before = firstRow()
    for (let turn = 0; turn < 10; turn += 1) {
      grid().element().scrollTop += 24
      await new Promise(requestAnimationFrame)
    }
    await vi.waitFor(() => expect(firstRow()).toBe(before + 10))
    await painted()
  })

  test('every frame of a fling has rows from edge to edge', async () => {
    await show({ count: TEN_MILLION, latency: 30 })
    await painted()
    for (let turn = 0; turn < 40; turn += 1) {
      grid().element().scrollTop += 700
      await new Promise(requestAnimationFrame)
      const shown = positions()
      expect(shown.length).toBeGreaterThanOrEqual(25)
      expect(Math.max(...shown) - Math.min(...shown)).toBe(shown.length - 1)
    }
    await painted()
  })

  test('the rail goes anywhere at once, says where, and asks only for where it rests', async () => {
    const shown = await show({ count: TEN_MILLION, latency: 20 })
    await painted()
    await vi.waitFor(() => expect(rail().element().getAttribute('aria-valuemax')).toBe(String(TEN_MILLION)))
    const asked = shown.asked.pages.length
    const box = rail().element().getBoundingClientRect()
    const at = (type: string, y: number) =>
      rail()
        .element()
        .dispatchEvent(
          new PointerEvent(type, {
            bubbles: true,
            clientX: box.left + 7,
            clientY: box.top + y,
            button: 0,
            pointerId: 1,
          }),
        )
    // A pointer that no mouse has moved cannot be captured.
    Element.prototype.setPointerCapture = () => undefined
    at('pointerdown', 10)
    for (let y = 10; y <= 300; y += 5) {
      at('pointermove', y)
      await new Promise((resolve) => setTimeout(resolve))
    }
    await expect.element(page.getByText(/^Row 4,\d{3},\d{3} of 10,000,000$/)).toBeVisible()
    expect(firstRow()).toBeGreaterThan(4_000_000)
    at('pointerup', 300)
    await painted()
    // 59 places lay on the way; a slow machine may make some of them look like a rest.
    expect(shown.asked.pages.length - asked).toBeLessThanOrEqual(20)
    const value = Number(rail().element().getAttribute('aria-valuenow'))
    expect(value).toBe(firstRow() + 1)
    expect(rail().element().getAttribute('aria-valuetext')).toContain(
      `row ${value.toLocaleString('en')} of 10,000,000`,
    )
  })

  test('the rail works by keyboard', async () => {
    await show({ count: TEN_MILLION })
    await painted()
    await vi.waitFor(() => expect(rail().element().getAttribute('aria-valuemax')).toBe(String(TEN_MILLION)))
    rail().element().focus()
    await userEvent.keyboard('{PageDown}')
    await painted()
    expect(firstRow()).toBeGreaterThan(400_000)
    await userEvent.keyboard('{End}')
    await painted()
    expect(Math.max(...positions())).toBe(TEN_MILLION - 1)
  })

  test('a million rows of one second are as well reached', async () => {
    const shown = await show({ count: 1_000_000, step: 1 })
    await painted()
    shown.workspace().store.setState({ goal: { kind: 'position', position: 654_321 } })
    await vi.waitFor(() => expect(positions()).toContain(654_321))
    await painted()
    expect(document.querySelector('[data-position="654321"]')?.textContent).toContain(
      `row ${1_000_000 - 1 - 654_321}`,
    )
  })

  test('waiting rows say about when they were', async () => {
    const shown = await show({ count: TEN_MILLION, latency: 150 })
    await painted()
    await vi.waitFor(() => expect(rail().element().getAttribute('aria-valuemax')).toBe(String(TEN_MILLION)))
    await vi.waitFor(() => expect(document.querySelector('svg path')?.getAttribute('d')).toBeTruthy())
    shown.workspace().store.setState({ goal: { kind: 'position', position: 5_000_000 } })
    await vi.waitFor(() => expect(positions()).toContain(5_000_000))
    expect(isPainted()).toBe(false)
    expect(onScreen()[3]?.textContent).toContain('2021-12-27 03:2')
    await painted()
  })
})

describe('a short list', () => {
  test('of three rows stands still', async () => {
    await show({ count: 3 })
    await painted()
    expect(positions()).toEqual([0, 1, 2])
    grid().element().focus()
    await userEvent.keyboard('{End}')
    expect(firstRow()).toBe(0)
    expect(document.activeElement?.getAttribute('aria-activedescendant')).toMatch(/row-2$/)
  })

  test('of none says what to do', async () => {
    await show({ count: 0 }, { query: 'nothing' })
    await expect.element(page.getByText('No event matches')).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Clear the query' })).toBeVisible()
  })

  test('that cannot be loaded says so, and a way on', async () => {
    await show({ count: 3, failing: true })
    await expect.element(page.getByRole('alert')).toHaveTextContent('The store is starting')
    await expect.element(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  })
})

describe('keys', () => {
  test('j and k, errors, and opening a row', async () => {
    const shown = await show({ count: 10_000 }, { order: 'asc' })
    await painted()
    run('list.next')
    run('list.next')
    await vi.waitFor(() => expect(shown.workspace().store.getState().cursor?.position).toBe(1))
    run('list.next-error')
    await vi.waitFor(() => expect(shown.workspace().store.getState().cursor?.position).toBe(ERROR_EVERY))
    run('list.next-error')
    await vi.waitFor(() => expect(shown.workspace().store.getState().cursor?.position).toBe(2 * ERROR_EVERY))
    run('list.previous-error')
    await vi.waitFor(() => expect(shown.workspace().store.getState().cursor?.position).toBe(ERROR_EVERY))
    run('list.open')
    await vi.waitFor(() => expect(shown.view().row?.seq).toBe(ERROR_EVERY + 1))
  })

  test('Shift selects a range', async () => {
    await show({ count: 1_000 })
    await painted()
    grid().element().focus()
    await userEvent.keyboard('{ArrowDown}{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
    await vi.waitFor(() =>
      expect(
        onScreen()
          .map((row) => row.getAttribute('aria-selected'))
          .slice(0, 4),
      ).toEqual(['true', 'true', 'true', 'false']),
    )
  })

  test('t goes through the ways to tell the time', async () => {
    await show({ count: 1_000 }, { order: 'asc' })
    await painted()
    expect(onScreen()[1]?.textContent).toContain('2021-12-27 02:00:00.001')
    run('list.time')
    await vi.waitFor(() => expect(onScreen()[4]?.textContent).toContain('+00:00.004'))
    run('list.time')
    await vi.waitFor(() => expect(onScreen()[4]?.textContent).toContain('+00:00.001'))
  })
})

describe('a newer snapshot', () => {
  const older = { count: 1_000_000 }
  const newer = { count: 1_000_400 }

  test('leaves what is read exactly where it is', async () => {
    const shown = await show(older)
    await painted()
    shown.workspace().store.setState({ goal: { kind: 'position', position: 5_000 } })
    await vi.waitFor(() => expect(positions()).toContain(5_000))
    await painted()
    const text = `row ${1_000_000 - 1 - 5_000}`
    const y = yOf(text)
    await shown.grow(newer)
    await vi.waitFor(() => expect(grid().element().getAttribute('aria-rowcount')).toBe('1000401'))
    await painted()
    expect(yOf(text)).toBe(y)
    expect(shown.workspace().store.getState().cursor?.position).toBe(5_400)
  })

  test('is followed at the newest edge', async () => {
    const shown = await show(older)
    await painted()
    expect(shown.workspace().store.getState().atNewestEdge).toBe(true)
    await shown.grow(newer)
    await vi.waitFor(() => expect(yOf('row 1000399')).toBeDefined())
    expect(firstRow()).toBe(0)
  })

  test('is followed at the newest edge of an ascending list, which is its end', async () => {
    const shown = await show(older, { order: 'asc' })
    await painted()
    expect(shown.workspace().store.getState().atNewestEdge).toBe(false)
    grid().element().focus()
    await userEvent.keyboard('{End}')
    await painted()
    await vi.waitFor(() => expect(shown.workspace().store.getState().atNewestEdge).toBe(true))
    await shown.grow(newer)
    await vi.waitFor(() => expect(Math.max(...positions())).toBe(1_000_399))
  })

  test('never shows a waiting row', async () => {
    const shown = await show({ ...older, latency: 40 })
    await painted()
    const opening = shown.grow({ ...newer, latency: 40 })
    let frames = 0
    let blank = 0
    while (grid().element().getAttribute('aria-rowcount') !== '1000401' && frames < 300) {
      frames += 1
      if (!isPainted()) blank += 1
      await new Promise(requestAnimationFrame)
    }
    await opening
    expect(frames).toBeGreaterThan(1)
    expect(blank).toBe(0)
  })
})

describe('a goal', () => {
  test('behind the last row leads to the last row', async () => {
    const shown = await show({ count: 500 }, { order: 'asc' })
    await painted()
    const { ts } = syntheticEvent(9_000)
    shown.workspace().store.setState({ goal: { kind: 'time', ts } })
    await vi.waitFor(() => expect(positions()).toContain(499))
    expect(grid().element().getAttribute('aria-activedescendant')).toMatch(/row-499$/)
  })

  test('far behind what is counted is reached all the same', async () => {
    const shown = await show({ count: 1_000_000, uncounted: true }, { order: 'asc' })
    await painted()
    const at = syntheticEvent(700_000)
    shown.workspace().store.setState({ goal: { kind: 'event', at } })
    await vi.waitFor(() => expect(yOf('row 700000')).toBeDefined())
  })
})

describe('rows that are selected', () => {
  test('stay selected in a newer snapshot, and not in another list', async () => {
    const shown = await show({ count: 1_000 })
    await painted()
    const list = listStoreOf(shown.workspace().store)
    list.setState({ cursor: 5, selection: { anchor: 3, head: 5 } })
    await vi.waitFor(() => expect(shown.workspace().store.getState().cursor?.position).toBe(5))
    await shown.grow({ count: 1_010 })
    await vi.waitFor(() => expect(list.getState().selection).toEqual({ anchor: 13, head: 15 }))
    expect(list.getState().shown?.asOf).toBe(1_010)
    shown.workspace().change({ order: 'asc' }, 'push')
    await vi.waitFor(() => expect(list.getState().shown?.scope.order).toBe('asc'))
    expect(list.getState().selection).toBeUndefined()
  })
})

describe('another list', () => {
  test('turned over shows the same rows, mirrored', async () => {
    const shown = await show({ count: 1_000_000 })
    await painted()
    shown.workspace().store.setState({ goal: { kind: 'position', position: 400_000 } })
    await vi.waitFor(() => expect(positions()).toContain(400_000))
    await painted()
    const middle = onScreen()[12]?.textContent?.match(/row \d+/)?.[0] ?? 'none'
    shown.workspace().change({ order: 'asc' }, 'push')
    await vi.waitFor(() => expect(shown.workspace().rows.status).toBe('open'))
    await vi.waitFor(() => expect(firstRow()).toBeGreaterThan(500_000))
    await painted()
    expect(
      onScreen()
        .map((row) => row.textContent)
        .join(),
    ).toContain(middle)
  })
})

describe('a link', () => {
  test('opens at its first row, and scrolls by itself no more', async () => {
    const { session, seq, ts } = syntheticEvent(700_000)
    const shown = await show({ count: 1_000_000 }, { anchor: { session, seq, ts } })
    await painted()
    await vi.waitFor(() => expect(firstRow()).toBe(299_999))
    expect(yOf('row 700000')).toBe(grid().element().getBoundingClientRect().top + 26)
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(firstRow()).toBe(299_999)
    expect(shown.view().anchor).toEqual({ session, seq, ts })
  })

  test('to a row opens with the row on the screen', async () => {
    const { session, seq } = syntheticEvent(700_000)
    await show({ count: 1_000_000 }, { row: { session, seq } })
    await painted()
    expect(positions()).toContain(299_999)
  })

  test('to a row that is gone says so', async () => {
    const { session, seq, ts } = syntheticEvent(2_000_000)
    await show({ count: 1_000_000 }, { anchor: { session, seq, ts } })
    await expect.element(page.getByText(/no longer stored/)).toBeVisible()
    await painted()
  })

  test('carries where the reader has scrolled to', async () => {
    const shown = await show({ count: 1_000_000 })
    await painted()
    await vi.waitFor(() => expect(grid().element().getAttribute('aria-rowcount')).toBe('1000001'))
    grid().element().scrollTop += 2_400
    await vi.waitFor(() => expect(shown.view().anchor?.ts).toBe(syntheticEvent(1_000_000 - 1 - 100).ts))
  })
})
