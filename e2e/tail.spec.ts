import { expect, test, type APIRequestContext } from '@playwright/test'
import { LogsPage } from './pages/logs-page.ts'

/** A session that goes on sending. */
function sender(request: APIRequestContext, session: string) {
  let seq = 0
  return async (count: number, message = 'news') => {
    const sent = Date.now() * 1_000
    const events = Array.from({ length: count }, () => {
      seq += 1
      return { seq, time: sent + seq, mono: seq, category: 'app', name: 'NEWS', message: `${message} ${seq}` }
    })
    const answer = await request.post('/v1/events', {
      headers: { 'content-type': 'text/plain' },
      data: JSON.stringify({
        v: 1,
        key: 'local',
        session,
        secret: 'tail-e2e-secret-0123456789',
        floor: 1,
        highest: seq,
        sent,
        via: 'live',
        events,
      }),
    })
    expect(answer.ok(), await answer.text()).toBe(true)
  }
}

test('follows at the newest edge, counts when scrolled away, and goes on when asked', async ({
  page,
  request,
}) => {
  const send = sender(request, 'tail-e2e')
  await send(100)
  const logs = new LogsPage(page)
  await logs.open('name:NEWS session:tail-e2e')
  await expect(logs.grid).toContainText('news 100')
  await page.getByRole('button', { name: 'Live', exact: true }).click()
  await send(1)
  await expect(logs.grid).toContainText('news 101')
  expect(page.url()).not.toContain('live')

  // Scrolled away: what is read stays where it is, what is new is counted.
  await logs.grid.hover()
  await page.mouse.wheel(0, 600)
  await expect(page.getByRole('button', { name: 'Paused', exact: true })).toBeVisible()
  const readBefore = await logs.rows.nth(12).textContent()
  const place = await logs.rows.nth(12).boundingBox()
  await send(7)
  const newer = page.getByRole('button', { name: '7 newer rows' })
  await expect(newer).toBeVisible()
  expect(await logs.rows.nth(12).textContent()).toBe(readBefore)
  expect(await logs.rows.nth(12).boundingBox()).toEqual(place)
  await newer.click()
  await expect(logs.grid).toContainText('news 108')
  await expect(newer).toBeHidden()

  // Asked for again while it pauses, live goes on; asked for while it follows, it ends.
  await logs.grid.hover()
  await page.mouse.wheel(0, 600)
  await page.getByRole('button', { name: 'Paused', exact: true }).click()
  await expect(logs.rows.first()).toContainText('news 108')
  const live = page.getByRole('button', { name: 'Live', exact: true })
  await expect(live).toHaveAttribute('aria-pressed', 'true')
  await live.click()
  await expect(live).toHaveAttribute('aria-pressed', 'false')
})

test('goes on after the connection was lost, with everything that came meanwhile', async ({
  page,
  context,
  request,
}) => {
  const send = sender(request, 'tail-drop-e2e')
  await send(1)
  const logs = new LogsPage(page)
  await logs.open('session:tail-drop-e2e')
  await page.getByRole('button', { name: 'Live', exact: true }).click()
  await send(1)
  await expect(logs.grid).toContainText('news 2')
  await context.setOffline(true)
  await send(3)
  await context.setOffline(false)
  await expect(logs.grid).toContainText('news 5', { timeout: 20_000 })
  await expect(logs.grid).toContainText('news 3')
})

test('two tabs share one connection', async ({ context, request }) => {
  const send = sender(request, 'tail-tabs-e2e')
  await send(1)
  const streams: string[] = []
  context.on('request', (it) => {
    if (it.url().endsWith('/api/commits')) streams.push(it.url())
  })
  const tabs = [await context.newPage(), await context.newPage()]
  for (const tab of tabs) {
    const logs = new LogsPage(tab)
    await logs.open('session:tail-tabs-e2e')
    await tab.getByRole('button', { name: 'Live', exact: true }).click()
  }
  await send(1)
  for (const tab of tabs) await expect(new LogsPage(tab).grid).toContainText('news 2')
  expect(streams).toHaveLength(1)
})
