import { expect, test, type Page } from '@playwright/test'
import { LogsPage } from './pages/logs-page.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

test('a copied link opens the same rows, row and zone elsewhere, whatever came since', async ({
  page,
  browser,
  request,
}) => {
  const logs = new LogsPage(page)
  await logs.open('ticket')
  await expect(logs.rows.first()).toBeVisible()
  const count = await logs.grid.getAttribute('aria-rowcount')
  await logs.rows.nth(3).click()
  const row = await logs.rows.nth(3).getAttribute('data-seq')
  await page.getByRole('button', { name: /^Copy link/ }).click()
  await expect(page.getByText('Copied: these rows, this row, this zone.')).toBeVisible()
  const link = await copied(page)
  expect(new URL(link).searchParams.get('v')).toBe('1')
  expect(new URL(link).searchParams.get('zone')).toBe('Asia/Shanghai')

  const sent = Date.now() * 1_000
  const upload = await request.post('/v1/events', {
    headers: { 'content-type': 'text/plain' },
    data: JSON.stringify({
      v: 1,
      key: 'local',
      session: 'links-e2e',
      secret: 'links-e2e-secret-0123456789',
      floor: 1,
      highest: 1,
      sent,
      via: 'live',
      events: [{ seq: 1, time: sent, mono: 1, category: 'app', name: 'LATER', message: 'a newer ticket' }],
    }),
  })
  expect(upload.ok()).toBe(true)

  const elsewhere = await browser.newContext({ timezoneId: 'America/New_York', locale: 'en-US' })
  const other = await elsewhere.newPage()
  const opened = new LogsPage(other)
  await other.goto(link)
  await expect(opened.grid).toHaveAttribute('aria-rowcount', count ?? '')
  await expect(opened.grid.locator(`[data-seq="${row}"]`)).toBeVisible()
  await expect(opened.grid).not.toContainText('a newer ticket')
  await expect(opened.grid).toContainText('2021-12-27 10:')
  await other.getByRole('button', { name: 'Show what came since' }).click()
  await expect(opened.grid).toContainText('a newer ticket')
  await other.goBack()
  await expect(opened.grid).not.toContainText('a newer ticket')
  await elsewhere.close()
})

test('Back and Forward walk through queries and open rows', async ({ page }) => {
  const logs = new LogsPage(page)
  await logs.open()
  await expect(logs.rows.first()).toBeVisible()
  await logs.filter('level:error')
  await expect(page).toHaveURL(/q=level:error/)
  await logs.filter('category:call')
  await expect(page).toHaveURL(/q=category:call/)
  await page.goBack()
  await expect(logs.queryBox).toHaveValue('level:error')
  await page.goBack()
  await expect(logs.queryBox).toHaveValue('')
  await page.goForward()
  await expect(logs.queryBox).toHaveValue('level:error')
})

test('a link of a newer version asks for a refresh and shows nothing wrong', async ({ page }) => {
  await page.goto('/logs?v=9&q=level:error')
  await expect(page.getByText('This link was made by a newer version')).toBeVisible()
  await expect(page.getByRole('grid')).toHaveCount(0)
})

test('what was removed since a link was copied is told, with when and why', async ({ page, request }) => {
  const sent = Date.now() * 1_000
  const send = (session: string) =>
    request.post('/v1/events', {
      headers: { 'content-type': 'text/plain' },
      data: JSON.stringify({
        v: 1,
        key: 'local',
        session,
        secret: 'gone-e2e-secret-0123456789',
        floor: 1,
        highest: 1,
        sent,
        via: 'live',
        events: [{ seq: 1, time: sent, mono: 1, category: 'app', name: 'GONE' }],
      }),
    })
  expect((await send('gone-e2e')).ok()).toBe(true)
  const { asOf } = (await (await request.get('/api/events/count')).json()) as { asOf: number }
  const removed = await request.post('/api/deletions', {
    headers: { 'x-clueline': '1' },
    data: { by: 'session', value: 'gone-e2e', reason: 'asked by the client' },
  })
  expect(removed.ok(), await removed.text()).toBe(true)
  await page.goto(`/logs?v=1&asOf=${asOf}&q=session:gone-e2e`)
  const notice = page.getByRole('alert').filter({ hasText: 'Since then some of it was removed' })
  await expect(notice).toContainText('session gone-e2e')
  await expect(notice).toContainText('asked by the client')
})
