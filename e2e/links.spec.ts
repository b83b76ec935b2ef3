import { expect, test, type APIRequestContext, type Page } from '@playwright/test'
import { LogsPage } from './pages/logs-page.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

/** Stores events of a session, the first numbered `from`. */
async function send(request: APIRequestContext, session: string, from: number, messages: readonly string[]) {
  const sent = Date.now() * 1_000
  const answer = await request.post('/v1/events', {
    headers: { 'content-type': 'text/plain' },
    data: JSON.stringify({
      v: 1,
      key: 'local',
      session,
      secret: 'links-e2e-secret-0123456789',
      floor: 1,
      highest: from + messages.length - 1,
      sent,
      via: 'live',
      events: messages.map((message, index) => ({
        seq: from + index,
        time: sent + index,
        mono: from + index,
        category: 'app',
        name: 'LINKED',
        message,
      })),
    }),
  })
  expect(answer.ok(), await answer.text()).toBe(true)
}

test('a copied link opens the same rows, row and zone elsewhere, whatever came since', async ({
  page,
  browser,
  request,
}) => {
  await send(
    request,
    'links-e2e',
    1,
    Array.from({ length: 60 }, (_, index) => `linked ${index}`),
  )
  const logs = new LogsPage(page)
  await logs.open('session:links-e2e')
  await expect(logs.rows.first()).toBeVisible()
  const count = await logs.grid.getAttribute('aria-rowcount')
  await logs.rows.nth(3).click()
  const row = await logs.rows.nth(3).getAttribute('data-seq')
  const time = await logs.rows.nth(3).getByRole('gridcell').nth(1).textContent()
  await page.getByRole('button', { name: /^Copy link/ }).click()
  await expect(page.getByText('Copied: these rows, this row, this zone.')).toBeVisible()
  const link = await copied(page)
  expect(new URL(link).searchParams.get('v')).toBe('1')
  expect(new URL(link).searchParams.get('zone')).toBe('Asia/Shanghai')

  await send(request, 'links-e2e', 61, ['a newer one'])
  const elsewhere = await browser.newContext({ timezoneId: 'America/New_York', locale: 'en-US' })
  const other = await elsewhere.newPage()
  const opened = new LogsPage(other)
  await other.goto(link)
  await expect(opened.grid).toHaveAttribute('aria-rowcount', count ?? '')
  const sameRow = opened.grid.locator(`[role=row][data-seq="${row}"]`)
  await expect(sameRow).toBeVisible()
  expect(await sameRow.getByRole('gridcell').nth(1).textContent()).toBe(time)
  await expect(opened.grid).not.toContainText('a newer one')
  await other.getByRole('button', { name: 'Show what came since' }).click()
  await expect(opened.grid).toHaveAttribute('aria-rowcount', String(Number(count) + 1))
  await other.goBack()
  await expect(opened.grid).toHaveAttribute('aria-rowcount', count ?? '')
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
  await send(request, 'gone-e2e', 1, ['soon gone'])
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

test('a list that is left while it is scrolled says nothing in the address of the next page', async ({
  page,
}) => {
  // The next page takes its time, as over a slow line.
  await page.route(/CallRoute-.*\.js/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await route.continue()
  })
  const logs = new LogsPage(page)
  await logs.open('session:sample-seat-drops has:callid')
  await logs.rows.nth(2).click()
  const link = page.locator('aside a[href^="/call/"]').first()
  await expect(link).toBeVisible()
  await logs.grid.hover()
  await page.mouse.wheel(0, 400)
  await link.click()
  await expect(page.getByRole('region', { name: 'Call card' })).toBeVisible()
  expect(new URL(page.url()).pathname).toMatch(/^\/call\//)
  expect(new URL(page.url()).searchParams.get('at')).toBeNull()
})
