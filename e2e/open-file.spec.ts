import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { LogsPage } from './pages/logs-page.ts'

const SAMPLE = fileURLToPath(new URL('../public/sample/seat-drops.ndjson', import.meta.url))

test('a file is read in the browser, filtered and opened like any list, and nothing of it is sent', async ({
  page,
}) => {
  const sent: string[] = []
  page.on('request', (it) => {
    if (it.method() !== 'GET') sent.push(`${it.method()} ${it.url()}`)
  })
  await page.goto('/open')
  await page.setInputFiles('input[type=file]', SAMPLE)
  const logs = new LogsPage(page)
  await expect(page.getByRole('heading', { name: 'seat-drops.ndjson' })).toBeVisible()
  await expect(logs.grid).toHaveAttribute('aria-rowcount', '2564')
  await logs.filter('掉线')
  await expect(logs.rows.first()).toContainText('掉线')
  await expect(logs.grid).not.toHaveAttribute('aria-rowcount', '2564')
  expect(sent).toEqual([])
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.getByRole('button', { name: 'Close the file' }).click()
  await expect(page.getByRole('heading', { name: 'Open a log file' })).toBeVisible()
})

test('an opened event asks the server for nothing and offers no way to what is not there', async ({
  page,
}) => {
  const missed: string[] = []
  page.on('response', (it) => {
    if (it.status() === 404) missed.push(it.url())
  })
  await page.goto('/open')
  await page.setInputFiles('input[type=file]', SAMPLE)
  const logs = new LogsPage(page)
  await expect(logs.rows.first()).toContainText('PAGE_HIDE')
  // What every row is need not be said in every row.
  await expect(logs.rows.first()).not.toContainText('sample')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary')
  await expect(panel.getByRole('heading', { name: 'Session' })).toBeVisible()
  await expect(panel.getByText('sample-seat-drops')).toBeVisible()
  await expect(panel.getByRole('link')).toHaveCount(0)
  await expect(panel.getByRole('button', { name: 'Copy a link to this event' })).toHaveCount(0)
  expect(missed).toEqual([])
})

test('what is no log is refused in words', async ({ page }) => {
  await page.goto('/open')
  await page.setInputFiles('input[type=file]', {
    name: 'photo.png',
    mimeType: 'image/png',
    buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]),
  })
  await expect(page.getByRole('alert')).toContainText('photo.png could not be opened')
})
