import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { EventPanel } from './pages/event-panel.ts'
import { LogsPage } from './pages/logs-page.ts'

/** In the sample: a seat that dropped, a request that ended, a description, a list. */
const DROPPED = 664
const REQUEST_END = 8
const DESCRIPTION = 167

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
})

test('a link opens its row: what happened, when, what it carries, whose it is', async ({ page }) => {
  const event = new EventPanel(page)
  await event.open('sample-seat-drops', DROPPED)
  await expect(event.title).toContainText('Seat dropped')
  await expect(event.panel).toContainText('2021-12-27 10:07:01.134')
  await expect(event.panel).toContainText('坐席掉线：票据过期后未刷新')
  await expect(event.fact('Reason')).toContainText('ticket-expired')
  await expect(event.fact('Session')).toContainText('sample-seat-drops')
  await expect(event.fact('Staff')).toContainText('1007')
})

test('a value is a handle: filter for it, out of it, copy and mark it by its keys', async ({ page }) => {
  const event = new EventPanel(page)
  const logs = new LogsPage(page)
  await event.open('sample-seat-drops', DROPPED)
  await event.value('ticket-expired').focus()
  await page.keyboard.press('+')
  await expect(logs.queryBox).toHaveValue('attr.reason:ticket-expired')
  await expect(page).toHaveURL(/q=attr\.reason:ticket-expired/)
  await event.value('ticket-expired').focus()
  await page.keyboard.press('-')
  await expect(logs.queryBox).toHaveValue('-attr.reason:ticket-expired')
  await event.value('ticket-expired').focus()
  await page.keyboard.press('y')
  await expect.poll(() => clipboard(page)).toBe('ticket-expired')
  await page.keyboard.press('m')
  await expect(page).toHaveURL(/m1=attr\.reason:ticket-expired/)
})

test('the same by mouse, from the menu of the value', async ({ page }) => {
  const event = new EventPanel(page)
  const logs = new LogsPage(page)
  await event.open('sample-seat-drops', DROPPED)
  await event.value('ticket-expired').click()
  await page.getByRole('menuitem', { name: /Filter for this value/ }).click()
  await expect(logs.queryBox).toHaveValue('attr.reason:ticket-expired')
})

test('next row, Escape, and Back: the panel follows', async ({ page }) => {
  const event = new EventPanel(page)
  // Newest first: the row below the second drop is the first one.
  await event.open('sample-seat-drops', 1_329, 'name:SEAT_DROPPED')
  await expect(event.title).toContainText('Seat dropped')
  await event.next.click()
  await expect(page).toHaveURL(new RegExp(`row=sample-seat-drops\\.${DROPPED}\\b`))
  await expect(event.title).toContainText('Seat dropped')
  await page.keyboard.press('Escape')
  await expect(event.panel).toHaveCount(0)
  await page.goBack()
  await expect(event.panel).toBeVisible()
})

test('j and k read on from the row of the link', async ({ page }) => {
  const event = new EventPanel(page)
  await event.open('sample-seat-drops', DROPPED)
  await expect(event.title).toContainText('Seat dropped')
  await expect(page.locator('[role=row][aria-selected=true]').first()).toBeVisible()
  // Newest first: the row above is the later one.
  await page.keyboard.press('k')
  await expect(page).toHaveURL(/row=sample-seat-drops\.665/)
  await expect(event.title).toContainText('Seat state')
  await page.keyboard.press('j')
  await expect(page).toHaveURL(new RegExp(`row=sample-seat-drops\\.${DROPPED}\\b`))
})

test('a BEGIN and its END know each other', async ({ page }) => {
  const event = new EventPanel(page)
  await event.open('sample-seat-drops', REQUEST_END)
  await event
    .fact('Began with')
    .getByRole('button', { name: /REQUEST/ })
    .click()
  await expect(event.title).toContainText('begin')
  await expect(event.fact('Ends with')).toContainText('after 339 ms')
})

test('a request shows where its time went, and becomes a command', async ({ page }) => {
  const event = new EventPanel(page)
  await event.open('sample-seat-drops', 804)
  await expect(event.panel.getByRole('figure')).toContainText('Name resolution 38 ms')
  await event.panel.getByRole('button', { name: 'Copy as cURL' }).click()
  await expect.poll(() => clipboard(page)).toContain("--url 'https://api.example.com/seat/keepalive'")
})

test('a description says what changed since the one before', async ({ page }) => {
  const event = new EventPanel(page)
  await event.open('sample-seat-drops', DESCRIPTION)
  await expect(event.panel.getByText('an address at which the peer may be reached').first()).toBeVisible()
  await event.panel.getByRole('button', { name: 'Compare with the one before' }).click()
  await expect(event.panel.getByText(/lines differ from the one/)).toBeVisible()
  await event.panel.getByRole('button', { name: /WEBRTC_LOCAL_DESCRIPTION #72/ }).click()
  await expect(page).toHaveURL(/row=sample-seat-drops\.72/)
})

test('the raw payload is one key away', async ({ page }) => {
  const event = new EventPanel(page)
  await event.open('sample-seat-drops', REQUEST_END)
  await expect(event.panel.getByRole('tree')).toBeVisible()
  await page.keyboard.press('v')
  await expect(event.panel.getByRole('region', { name: 'Text' })).toContainText('{"code":"ok","account"')
  await page.keyboard.press('v')
  await expect(event.panel.getByRole('tree')).toBeVisible()
})

test('context: the session without the filter, terms kept one by one, the centre moves, the list follows', async ({
  page,
}) => {
  const event = new EventPanel(page)
  const logs = new LogsPage(page)
  await event.open('sample-seat-drops', DROPPED, 'level:error')
  await event.contextTab.click()
  const options = event.context.getByRole('row')
  await expect(options.filter({ hasText: 'SEAT_STATE' }).first()).toBeVisible()
  await expect(event.context.locator('[aria-current=true]')).toContainText('SEAT_DROPPED')
  await expect(event.panel).toContainText('Row 664 of 1,369 in the session')

  await event.panel.getByRole('button', { name: 'level:error' }).click()
  await expect(options.filter({ hasText: 'SEAT_STATE' })).toHaveCount(0)
  await expect(event.context.locator('[aria-current=true]')).toContainText('SEAT_DROPPED')
  await event.panel.getByRole('button', { name: 'level:error' }).click()

  await options.filter({ hasText: 'SEAT_STATE' }).first().click()
  await expect(page).toHaveURL(/row=sample-seat-drops\.665/)
  await expect(event.context.locator('[aria-current=true]')).toContainText('SEAT_STATE')
  await event.showInList.click()
  await expect(logs.queryBox).toHaveValue('')
  await expect(page).toHaveURL(/row=sample-seat-drops\.665/)
})

test('context grows without end by scrolling, and by keys', async ({ page }) => {
  const event = new EventPanel(page)
  await event.open('sample-seat-drops', DROPPED)
  await event.contextTab.click()
  await expect(event.context.getByRole('row').first()).toBeVisible()
  const height = () => event.context.evaluate((it) => it.scrollHeight)
  await expect.poll(height).toBeGreaterThan(800)
  const before = await height()
  await event.context.evaluate((it) => it.scrollTo({ top: it.scrollHeight }))
  await expect.poll(height).toBeGreaterThan(before)
  await event.context.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/row=sample-seat-drops\.665/)
  await page.keyboard.press('x')
  await expect(event.title).toContainText('Seat state')
})

test('copies the row whole: text, JSON, Markdown for a ticket', async ({ page }) => {
  const event = new EventPanel(page)
  await event.open('sample-seat-drops', REQUEST_END)
  const copy = async (form: string) => {
    await event.panel.getByRole('button', { name: 'Copy', exact: true }).first().click()
    await page.getByRole('menuitem', { name: form }).click()
  }
  await copy('As JSON')
  await expect.poll(() => clipboard(page)).toContain('"seq": 8')
  const json: unknown = JSON.parse(await clipboard(page))
  expect(json).toMatchObject({
    session: 'sample-seat-drops',
    attrs: { status: '200' },
    payload: '{"code":"ok","account":"2885100137","staff":"1007","roles":["agent"]}',
  })
  await copy('As Markdown for a ticket')
  await expect.poll(() => clipboard(page)).toContain('### INFO: Request')
  expect(await clipboard(page)).toMatch(/\[Open in Clueline\]\(http:.*row=sample-seat-drops\.8.*\)/)
  await copy('As text')
  await expect.poll(() => clipboard(page)).toMatch(/^2021-12-27 09:31:51\.515918 Asia\/Shanghai {2}INFO/)
})

test('a row that is not stored says why, and offers what is left', async ({ page }) => {
  const event = new EventPanel(page)
  await event.open('sample-seat-drops', 99_999)
  await expect(event.title).toHaveText('This event is not stored')
  await expect(event.panel).toContainText('only numbers up to 1,369 are known')
  await event.panel.getByRole('button', { name: 'The event before it' }).click()
  await expect(page).toHaveURL(/row=sample-seat-drops\.1369/)
  await event.open('no-such-session', 1)
  await expect(event.panel).toContainText('Nothing of its session is stored')
})

test('the panel keeps its width, fills the window, and goes under the list where it is narrow', async ({
  page,
}) => {
  const event = new EventPanel(page)
  await event.open('sample-seat-drops', DROPPED)
  const edge = event.panel.getByRole('separator')
  await edge.focus()
  const width = async () => (await event.panel.boundingBox())?.width ?? 0
  const before = await width()
  await page.keyboard.press('ArrowLeft')
  await expect.poll(width).toBeGreaterThan(before)
  const wider = await width()
  await page.reload()
  await expect(event.title).toBeVisible()
  await expect.poll(width).toBe(wider)
  await page.keyboard.press('F')
  await expect.poll(width).toBeGreaterThan(1_200)
  await page.keyboard.press('F')
  await page.setViewportSize({ width: 800, height: 800 })
  await expect.poll(async () => (await event.panel.boundingBox())?.y ?? 0).toBeGreaterThan(350)
})

for (const language of ['en', 'zh'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`axe finds nothing in the panel: ${language}, ${theme}`, async ({ page }) => {
      test.slow()
      await page.addInitScript(
        ([chosenLanguage, chosenTheme]) => {
          localStorage.setItem('clueline.language', chosenLanguage)
          localStorage.setItem('clueline.theme', chosenTheme)
        },
        [language, theme] as const,
      )
      const event = new EventPanel(page, language)
      for (const seq of [REQUEST_END, DESCRIPTION, DROPPED]) {
        await event.open('sample-seat-drops', seq, 'level:>=debug')
        await expect(event.title).toBeVisible()
        await expect(
          event.panel.getByRole('heading', { name: language === 'en' ? 'Identity' : '标识' }),
        ).toBeVisible()
        const { violations } = await new AxeBuilder({ page }).include('aside').analyze()
        expect(
          violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target.join(' ')).join(', ')}`),
        ).toEqual([])
      }
      await event.contextTab.click()
      await expect(event.context.getByRole('row').nth(5)).toBeVisible()
      const { violations } = await new AxeBuilder({ page }).include('aside').analyze()
      expect(
        violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target.join(' ')).join(', ')}`),
      ).toEqual([])
    })
  }
}
