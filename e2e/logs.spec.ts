import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { LogsPage } from './pages/logs-page.ts'

test('lists the sample on the first visit, and each of its rows says that it is one', async ({ page }) => {
  const logs = new LogsPage(page)
  await logs.open()
  await expect(logs.rows.first()).toBeVisible()
  expect(await logs.rows.count()).toBeGreaterThan(10)
  await expect(logs.rows.first()).toContainText('sample')
})

test('a filter narrows, stands in the address, and Back takes it away', async ({ page }) => {
  const logs = new LogsPage(page)
  await logs.open()
  await expect(logs.rows.first()).toBeVisible()
  await logs.filter('level:error')
  await expect(page).toHaveURL(/q=level:error/)
  await expect(logs.grid).toHaveAttribute('aria-rowcount', '16')
  for (const row of await logs.rows.all())
    await expect(row.getByRole('gridcell').first()).toContainText(/error|alarm/)
  await page.goBack()
  await expect(logs.queryBox).toHaveValue('')
  await expect(page).toHaveURL(/\/logs$/)
})

test('Chinese words are found', async ({ page }) => {
  const logs = new LogsPage(page)
  await logs.open('掉线')
  await expect(logs.rows.first()).toContainText('掉线')
})

test('a mistake is named at its place, and nothing moves', async ({ page }) => {
  const logs = new LogsPage(page)
  await logs.open()
  await expect(logs.rows.first()).toBeVisible()
  const before = await logs.queryBox.boundingBox()
  await logs.filter('level:(')
  await expect(page.getByRole('alert')).toContainText('At character')
  await expect(logs.queryBox).toHaveAttribute('aria-invalid', 'true')
  expect(await logs.queryBox.boundingBox()).toEqual(before)
})

test('nothing found says what to do', async ({ page }) => {
  const logs = new LogsPage(page)
  await logs.open('no-such-word-anywhere')
  await expect(page.getByText('No event matches')).toBeVisible()
  await logs.clear.click()
  await expect(logs.rows.first()).toBeVisible()
})

test('by keyboard only: slash, type, Enter, then older events', async ({ page }) => {
  const logs = new LogsPage(page)
  await logs.open()
  await expect(logs.rows.first()).toBeVisible()
  await page.keyboard.press('/')
  await expect(logs.queryBox).toBeFocused()
  await page.keyboard.type('category:websocket')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/category:websocket/)
  await expect(logs.rows.first()).toContainText('websocket')
})

test('every row can be reached, in order and without doubles', async ({ page }) => {
  const logs = new LogsPage(page)
  await logs.open('category:call')
  await expect(logs.rows.first()).toBeVisible()
  const rowCount = async () => Number(await logs.grid.getAttribute('aria-rowcount')) - 1
  await expect.poll(rowCount).toBeGreaterThan(300)
  const count = await rowCount()
  await logs.grid.focus()
  const keys = new Set<string>()
  while (!keys.has(String(count - 1))) {
    const before = keys.size
    await expect(logs.grid).toHaveAttribute('aria-busy', 'false')
    for (const key of await logs.rows.evaluateAll((rows) =>
      rows.map((row) => row.getAttribute('data-position') ?? ''),
    )) {
      keys.add(key)
    }
    expect(keys.size).toBeGreaterThan(before)
    await page.keyboard.press('PageDown')
  }
  expect(keys.size).toBe(count)
})

test('a server that does not answer is said so, with a way on', async ({ page }) => {
  const logs = new LogsPage(page)
  await page.route('**/api/events/**', (route) => route.abort())
  await logs.open()
  await expect(page.getByRole('alert')).toContainText('could not be loaded')
  await page.unroute('**/api/events/**')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(logs.rows.first()).toBeVisible()
})

for (const language of ['en', 'zh'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`axe finds nothing: ${language}, ${theme}`, async ({ page }) => {
      await page.addInitScript(
        ([chosenLanguage, chosenTheme]) => {
          localStorage.setItem('clueline.language', chosenLanguage)
          localStorage.setItem('clueline.theme', chosenTheme)
        },
        [language, theme] as const,
      )
      const logs = new LogsPage(page, language)
      await logs.open()
      await expect(logs.rows.first()).toBeVisible()
      await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? /^zh/ : /^en/)
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(
        violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target.join(' ')).join(', ')}`),
      ).toEqual([])
    })
  }
}
