import { expect, test } from '@playwright/test'
import { LogsPage } from './pages/logs-page.ts'

test('two lists stand side by side on one cursor, in the link, each with its query and its keys', async ({
  page,
}) => {
  const logs = new LogsPage(page)
  await logs.open('session:sample-seat-drops')
  await expect(logs.rows.first()).toBeVisible()
  await page.keyboard.press('|')
  await expect(logs.grid).toHaveCount(2)
  const side = logs.queryBox.nth(1)
  await side.fill('session:sample-seat-drops category:call')
  await side.press('Enter')
  await expect(page).toHaveURL(/q2=session:sample-seat-drops%20category:call/)
  await expect(page).toHaveURL(/q=session:sample-seat-drops(&|$)/)

  const [first, second] = [logs.grid.nth(0), logs.grid.nth(1)]
  await expect.poll(async () => Number(await second.getAttribute('aria-rowcount'))).toBeLessThan(400)
  await first.locator('[role=row][data-session]').nth(8).click()
  await expect(second.locator('[role=row][aria-selected=true]')).toHaveCount(1)
  const before = await second.getAttribute('aria-activedescendant')
  // Keys belong to the list one is in: `j` moves the first one's cursor by one row, not by two.
  await page.keyboard.press('j')
  await expect(first.locator('[role=row][aria-selected=true]')).toHaveAttribute('data-position', '9')
  expect(before).not.toBeNull()

  await page.reload()
  await expect(logs.grid).toHaveCount(2)
  await page.getByRole('button', { name: 'Close this list' }).click()
  await expect(logs.grid).toHaveCount(1)
  await page.goBack()
  await expect(logs.grid).toHaveCount(2)
})
