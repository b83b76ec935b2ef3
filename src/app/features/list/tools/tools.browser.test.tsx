import '../../../ui/tokens.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useLayoutEffect, useState } from 'react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { IngestPosition } from '#protocol/ids.ts'
import { DEFAULT_VIEW, type LogsView } from '#protocol/permalink/logs-view.ts'
import { contractFile } from '../../../api/row-source.contract-rows.ts'
import type { RowOrigin } from '../../../api/row-source.ts'
import { LanguageProvider } from '../../../i18n/language.tsx'
import { WorkspaceProvider, type ViewPatch } from '../../../state/workspace.tsx'
import { readFile } from '../../../workers/read-file.ts'
import { openTableRows } from '../../../workers/table-row-source.ts'
import { columnsOf, DEFAULT_FIELDS, gridTemplate } from '../columns.ts'
import { ListToolbar } from '../ListToolbar.tsx'
import { ListHeader } from './ListHeader.tsx'

/** 420 rows of which every eleventh says 掉线. */
async function contractRows(): Promise<RowOrigin> {
  const file = new File([contractFile()], 'log.ndjson')
  const read = await readFile(file, () => undefined, new AbortController().signal)
  if (!read.ok) throw new Error(read.error.detail)
  const { opened } = read.value
  return { name: 'test', open: (scope) => Promise.resolve(openTableRows(opened, scope)) }
}

const origin = contractRows()
let view: LogsView
const keepView = (shown: LogsView) => {
  view = shown
}

interface StandProps {
  readonly rows: RowOrigin
  readonly start: LogsView
  readonly onView: (view: LogsView) => void
}

function Stand({ rows, start, onView }: StandProps) {
  const [shown, setShown] = useState(start)
  useLayoutEffect(() => onView(shown), [shown, onView])
  const [change] = useState(
    () => (patch: ViewPatch) =>
      setShown((old) => {
        const kept = Object.entries({ ...old, ...patch }).filter(([, part]) => part !== undefined)
        return Object.fromEntries(kept) as unknown as LogsView
      }),
  )
  const columns = columnsOf(shown)
  const tracks = {
    '--list-columns': gridTemplate(columns),
    '--lead-width': '44px',
    '--header-height': '26px',
  }
  return (
    <WorkspaceProvider scope="" view={shown} change={change} origin={rows}>
      <div style={{ ...tracks, width: 1100 }}>
        <ListToolbar />
        <div role="grid" aria-label="grid" tabIndex={0}>
          <ListHeader columns={columns} minute={undefined} />
        </div>
      </div>
    </WorkspaceProvider>
  )
}

async function show(start: Partial<LogsView> = {}) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  return render(
    <LanguageProvider>
      <QueryClientProvider client={client}>
        <Stand rows={await origin} start={{ ...DEFAULT_VIEW, order: 'asc', ...start }} onView={keepView} />
      </QueryClientProvider>
    </LanguageProvider>,
  )
}

const fields = () => columnsOf(view).map(({ field }) => field)
const widthOf = (field: string) => columnsOf(view).find((it) => it.field === field)?.width

beforeEach(() => localStorage.clear())

function drag(handle: Element, moved: number) {
  const { left, top } = handle.getBoundingClientRect()
  const at = (x: number) => ({ clientX: x, clientY: top + 5, button: 0, pointerId: 1, bubbles: true })
  handle.dispatchEvent(new PointerEvent('pointerdown', at(left + 4)))
  handle.dispatchEvent(new PointerEvent('pointermove', at(left + 4 + moved / 2)))
  handle.dispatchEvent(new PointerEvent('pointermove', at(left + 4 + moved)))
  handle.dispatchEvent(new PointerEvent('pointerup', at(left + 4 + moved)))
}

describe('column titles', () => {
  // A synthetic pointer cannot be captured.
  beforeEach(() => void vi.spyOn(Element.prototype, 'setPointerCapture').mockReturnValue())

  test('move by Alt and arrow keys and keep the focus', async () => {
    const screen = await show()
    const source = screen.getByRole('button', { name: 'Source', exact: true })
    source.element().focus()
    await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}')
    expect(fields()).toEqual(['ts', 'delta', 'category', 'name', 'source', 'message'])
    await expect.element(source).toHaveFocus()
  })

  test('grow and shrink by Shift and arrow keys, and say so in the link', async () => {
    const screen = await show()
    screen.getByRole('button', { name: 'Source', exact: true }).element().focus()
    await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{ArrowLeft}{/Shift}')
    expect(view.columns?.find(({ field }) => field === 'source')).toEqual({ field: 'source', width: 184 })
  })

  test('are reached with the arrow keys', async () => {
    const screen = await show()
    screen
      .getByRole('button', { name: /^Time\./ })
      .element()
      .focus()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}')
    await expect.element(screen.getByRole('button', { name: 'Source', exact: true })).toHaveFocus()
  })

  test('follow a drag of their edge while it lasts, and of themselves to another place', async () => {
    const screen = await show()
    const source = screen.getByRole('columnheader', { name: 'Source', exact: true }).element()
    drag(source.querySelector('[role=presentation]') as Element, 60)
    await vi.waitFor(() => expect(widthOf('source')).toBe(228))
    drag(source.querySelector('button') as Element, 400)
    await vi.waitFor(() => expect(fields().indexOf('source')).toBe(4))
    expect(view.order).toBe('asc')
  })

  test('turn the order over by a click on the time', async () => {
    const screen = await show()
    await screen.getByRole('button', { name: /^Time\./ }).click()
    expect(view.order).toBe('desc')
  })
})

describe('the column chooser', () => {
  test('adds what is searched for, in either language, and keeps it for other lists', async () => {
    const screen = await show()
    await screen.getByRole('button', { name: 'Columns', exact: true }).click()
    await screen.getByRole('textbox', { name: 'Search fields' }).fill('会话')
    await userEvent.keyboard('{Enter}')
    expect(fields().slice(-2)).toEqual(['session', 'message'])
    expect(localStorage.getItem('clueline.columns')).toContain('session')
  })

  test('hides, moves by keyboard, and goes back to the usual ones', async () => {
    const screen = await show()
    await screen.getByRole('button', { name: 'Columns', exact: true }).click()
    await screen.getByRole('button', { name: 'Hide Source' }).click()
    screen.getByRole('button', { name: 'Move Event' }).element().focus()
    await userEvent.keyboard('{ArrowUp}')
    expect(fields()).toEqual(['ts', 'delta', 'name', 'category', 'message'])
    await screen.getByRole('button', { name: 'Usual columns' }).click()
    expect(view.columns).toBeUndefined()
  })

  test('lays out a list as it was left, but not one that a link has fixed', async () => {
    localStorage.setItem('clueline.columns', 'ts,seq,message')
    await show()
    await vi.waitFor(() => expect(fields()).toEqual(['ts', 'seq', 'message']))
    await show({ asOf: 7 as IngestPosition })
    expect(fields()).toEqual(DEFAULT_FIELDS)
  })
})

async function openFind() {
  const screen = await show()
  await screen.getByRole('button', { name: 'Find in all rows' }).click()
  const input = screen.getByRole('textbox', { name: 'Find in all rows' })
  await expect.element(input).toHaveFocus()
  return { screen, input }
}
const placeIn = (screen: Awaited<ReturnType<typeof show>>) => screen.getByRole('search').getByRole('status')

describe('find', () => {
  test('walks all rows, both ways and round the ends', async () => {
    const { screen, input } = await openFind()
    await input.fill('ticket_expired')
    await userEvent.keyboard('{Enter}')
    await expect.element(placeIn(screen)).toHaveTextContent('1 of 39')
    await userEvent.keyboard('{Enter}')
    await expect.element(placeIn(screen)).toHaveTextContent('2 of 39')
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}')
    await expect.element(placeIn(screen)).toHaveTextContent('1 of 39')
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}')
    await expect.element(placeIn(screen)).toHaveTextContent('39 of 39')
    expect(view.find).toBe('ticket_expired')
  })

  test('takes a field for a field, and counts before it is asked to go', async () => {
    const screen = await show({ find: 'level:error' })
    await expect.element(placeIn(screen)).toHaveTextContent('60 hits')
  })

  test('says that there is none', async () => {
    const { screen, input } = await openFind()
    await input.fill('nowhere to be found')
    await userEvent.keyboard('{Enter}')
    await expect.element(placeIn(screen)).toHaveTextContent('no hit')
  })

  test('closes on Escape, leaves nothing in the link, and gives the focus back', async () => {
    const { screen, input } = await openFind()
    await input.fill('掉线')
    await userEvent.keyboard('{Enter}')
    await vi.waitFor(() => expect(view.find).toBe('掉线'))
    await userEvent.keyboard('{Escape}')
    expect(view.find).toBeUndefined()
    await expect.element(screen.getByRole('search')).not.toBeInTheDocument()
    expect(document.activeElement).not.toBe(document.body)
  })

  test('leaves the Enter that ends a Chinese word to the input method', async () => {
    const { input } = await openFind()
    await input.fill('diaoxian')
    const press = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, isComposing: true })
    input.element().dispatchEvent(press)
    expect(view.find).toBeUndefined()
  })
})

describe('marks', () => {
  test('are added with a name, counted over all rows, and removed', async () => {
    const screen = await show()
    await screen.getByRole('button', { name: 'Add a mark' }).click()
    await screen.getByRole('textbox', { name: 'Text, or field:value' }).fill('level:warn')
    await screen.getByRole('textbox', { name: 'Name' }).fill('slow')
    await screen.getByRole('button', { name: 'Mark', exact: true }).click()
    expect(view.marks).toEqual([{ colour: '1', query: 'level:warn', name: 'slow' }])
    const strip = screen.getByRole('list', { name: 'Marks of this list' })
    await expect.element(strip).toHaveTextContent('slow60')
    await screen.getByRole('button', { name: 'Remove slow' }).click()
    expect(view.marks).toEqual([])
  })
})
