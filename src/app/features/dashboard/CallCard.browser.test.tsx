import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { TenantId } from '#protocol/ids.ts'
import { DEFAULT_VIEW } from '#protocol/permalink/logs-view.ts'
import { encodeRows } from '#protocol/row-chunk.ts'
import { computeCallFacts } from '#protocol/vocabulary/call-facts.ts'
import { callOutcome } from '#protocol/vocabulary/call-outcome.ts'
import { aStoredEvent, TEST_TIME } from '#testing/builders/event.ts'
import type { RowOrigin } from '../../api/row-source.ts'
import { LanguageProvider } from '../../i18n/language.tsx'
import { useWorkspace, WorkspaceProvider, type Workspace } from '../../state/workspace.tsx'
import '../../ui/tokens.css'
import { CallHeader } from './CallHeader.tsx'

const HOSTILE = '<img src=x onerror="window.hurt=1">\u202Eevil'
const MINUTE = 60_000_000
let seq = 0
const event = (minutes: number, name: string, more: Parameters<typeof aStoredEvent>[0] = {}) => {
  seq += 1
  return aStoredEvent({
    seq,
    ts: TEST_TIME + minutes * MINUTE,
    name,
    category: 'call',
    session: 's-1',
    ...more,
  })
}
const ofCall = { callid: 'call-1' }
const EVENTS = [
  event(0, 'TICKET_ISSUED'),
  event(0, 'SEAT_STATE', { attrs: { 'seat.state': 'ready' } }),
  event(2, 'TICKET_EXPIRED'),
  event(7, 'SEAT_DROPPED', { attrs: { reason: HOSTILE } }),
  event(8, 'CALL', { ...ofCall, phase: 'begin', attrs: { 'call.direction': 'outbound' } }),
  event(8, 'REQUEST_BUSINESS_ERROR', { ...ofCall, category: 'request', attrs: { code: HOSTILE } }),
  event(8, 'CALL_STATE', { ...ofCall, attrs: { 'call.state': 'failed', 'call.reason': 'seat-dropped' } }),
]
const FACTS = computeCallFacts(EVENTS.filter(({ callid }) => callid !== undefined))
const DELIVERY = { highest: 10, stored: 7, rejected: 0, lost: 0, missing: 3, ratio: 0.7 }
const SUMMARY = {
  kind: 'live',
  firstTs: EVENTS[4]?.ts,
  lastTs: EVENTS[6]?.ts,
  events: 3,
  warnings: 0,
  errors: 1,
  alarms: 0,
  delivery: DELIVERY,
}
const CALL = {
  callid: 'call-1',
  ...SUMMARY,
  outcome: callOutcome(FACTS).outcome,
  reason: 'seat-dropped',
  endedBy: null,
  ringMicros: null,
  talkMicros: null,
  media: 'unknown',
  direction: 'outbound',
  sipCode: null,
  sessions: ['s-1'],
  number: '138****8000',
  hasNumber: true,
  sessionCards: [
    {
      session: 's-1',
      ...SUMMARY,
      accounts: [HOSTILE],
      staffs: ['1007'],
      devices: [],
      callids: ['call-1'],
      record: { browser: HOSTILE, browserVersion: '86.0', zone: 'Asia/Shanghai', language: 'zh-CN' },
    },
  ],
}
const STORY = {
  callid: 'call-1',
  facts: FACTS,
  landmarks: encodeRows('local' as TenantId, EVENTS),
  complete: true,
  counts: [{ category: 'request', events: 1, warnings: 0, errors: 0 }],
  holes: [],
}

const reveals: string[] = []
let storyFails = false

function answer(path: string, init: RequestInit | undefined): Response {
  if (path === '/api/calls/call-1') return Response.json(CALL)
  if (path === '/api/calls/call-1/story')
    return storyFails
      ? Response.json({ code: 'store-unavailable', title: 'away' }, { status: 503 })
      : Response.json(STORY)
  if (path === '/api/calls/call-1/reveal') {
    reveals.push(typeof init?.body === 'string' ? init.body : '')
    return Response.json({ callid: 'call-1', number: '+8613800138000' })
  }
  return Response.json({ code: 'not-found', title: 'not here' }, { status: 404 })
}

beforeEach(() => {
  reveals.length = 0
  storyFails = false
  localStorage.clear()
  localStorage.setItem('clueline.language', 'en')
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => Promise.resolve(answer(path, init)))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** The rows below are somebody else's: they never come. */
const ORIGIN = { name: 'server', open: () => new Promise(() => undefined) } as unknown as RowOrigin

async function show(): Promise<() => Workspace> {
  let present: Workspace | undefined
  function Probe() {
    present = useWorkspace()
    return null
  }
  const view = { ...DEFAULT_VIEW, zone: 'Asia/Shanghai' }
  const rootRoute = createRootRoute({
    component: () => (
      <WorkspaceProvider scope="callid:call-1" view={view} change={() => undefined} origin={ORIGIN}>
        <CallHeader id="call-1" />
        <Probe />
        <Outlet />
      </WorkspaceProvider>
    ),
  })
  const paths = ['/call/$id', '/session/$id', '/account/$id', '/staff/$id', '/device/$id']
  const router = createRouter({
    routeTree: rootRoute.addChildren(
      paths.map((path) => createRoute({ getParentRoute: () => rootRoute, path, component: () => null })),
    ),
    history: createMemoryHistory({ initialEntries: ['/call/call-1'] }),
  })
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  await render(
    <LanguageProvider>
      <QueryClientProvider client={client}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </LanguageProvider>,
  )
  return () => {
    if (!present) throw new Error('nothing is shown')
    return present
  }
}

const SENTENCE = 'Seat dropped at 10:07: the ticket expired at 10:02 and was never refreshed'
const heading = () => page.getByRole('heading', { level: 1 })

describe('the card of a call', () => {
  test('says what happened, why, and opens the rows of each light', async () => {
    await show()
    await expect.element(heading()).toHaveTextContent(SENTENCE)
    const seat = page.getByRole('link', { name: /^Seat failed/ })
    await expect.element(seat).toHaveAttribute('href', expect.stringContaining('/session/s-1?'))
    const api = page.getByRole('link', { name: /^API failed/ })
    await expect.element(api).toHaveAttribute('href', expect.stringMatching(/\/call\/call-1\?.*category/))
    await expect.element(page.getByText('Log 70 % complete, 3 missing')).toBeVisible()
  })

  test('shows what a log says as text and nothing else', async () => {
    await show()
    await expect.element(heading()).toBeVisible()
    const card = page.getByRole('region', { name: 'Call card' }).element()
    expect(card.querySelector('img')).toBeNull()
    expect(card.textContent).toContain('<img src=x')
    expect(card.textContent).not.toContain('\u202E')
    expect('hurt' in window).toBe(false)
  })

  test('the flag moves the list to the row at which it went wrong', async () => {
    const workspace = await show()
    await page.getByRole('button', { name: /went wrong here/ }).click()
    const last = EVENTS[6]
    expect(workspace().store.getState().goal).toEqual({
      kind: 'event',
      at: { ts: last?.ts, session: 's-1', seq: last?.seq },
    })
  })

  test('the number comes for a reason, and hides by itself', async () => {
    await show()
    const region = page.getByRole('region', { name: 'Call card' })
    await expect.element(region).toHaveTextContent('138 •••• 8000')
    await page.getByRole('button', { name: 'Show the whole number' }).click()
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await expect.element(page.getByText('Say why it is needed.')).toBeVisible()
    expect(reveals).toEqual([])
    await page.getByRole('textbox', { name: 'Reason' }).fill('call back')
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await expect.element(region).toHaveTextContent('13800138000')
    expect(reveals).toEqual([JSON.stringify({ reason: 'call back' })])
    vi.advanceTimersByTime(29_000)
    await expect.element(region).toHaveTextContent('13800138000')
    vi.advanceTimersByTime(2_000)
    await expect.element(region).not.toHaveTextContent('13800138000')
  })

  test('folded by the keyboard it stays folded the next time', async () => {
    const { unmount } = await showAndUnmount()
    const fold = page.getByRole('button', { name: 'Fold the card to one line' })
    await expect.element(fold).toBeVisible()
    ;(fold.element() as HTMLElement).focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('list', { name: 'Phases of the call' })).not.toBeInTheDocument()
    await unmount()
    await show()
    await expect.element(page.getByRole('button', { name: 'Unfold the card' })).toBeVisible()
    await expect.element(heading()).toHaveTextContent(SENTENCE)
  })

  test('a failure is told on the card, with a way on', async () => {
    storyFails = true
    await show()
    await expect.element(page.getByRole('alert')).toHaveTextContent('The call card could not be loaded')
    storyFails = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.element(heading()).toHaveTextContent(SENTENCE)
  })
})

/** So that a second card can stand in the same page. */
async function showAndUnmount() {
  await show()
  const { cleanup } = await import('vitest-browser-react')
  return { unmount: cleanup }
}
