import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'

test('an ingest key is shown once, works, and can be taken back', async ({ page, request }) => {
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Make a key' }).click()
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'))
  await dialog.getByRole('textbox', { name: 'Name' }).fill('softphone e2e')
  await dialog.getByRole('button', { name: 'Make a key' }).click()
  const key = (await dialog.locator('code').textContent()) ?? ''
  expect(key).toMatch(/^pk_/)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await dialog.getByRole('button', { name: 'I have it' }).click()
  await expect(dialog).toBeHidden()
  const row = page.getByRole('row', { name: /softphone e2e/ })
  await expect(row).toBeVisible()
  await expect(page.getByText(key)).toHaveCount(0)

  const upload = async () => {
    const sent = Date.now() * 1_000
    const answer = await request.post('/v1/events', {
      headers: { 'content-type': 'text/plain' },
      data: JSON.stringify({
        v: 1,
        key,
        session: 'settings-e2e',
        secret: 'settings-e2e-secret-0123',
        floor: 1,
        highest: 1,
        sent,
        via: 'live',
        events: [{ seq: 1, time: sent, mono: 1, category: 'app', name: 'KEYED' }],
      }),
    })
    return answer.status()
  }
  expect(await upload()).toBe(200)
  await row.getByRole('button', { name: 'Take back' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take back' }).click()
  await expect(row).toBeHidden()
  expect(await upload()).not.toBe(200)
})

test('retention is set and kept', async ({ page }) => {
  await page.goto('/settings')
  const days = page.getByRole('textbox', { name: 'Days' })
  await days.fill('0')
  await expect(page.getByText('Whole days from 1 to 36,500')).toBeVisible()
  await days.fill('36000')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.reload()
  await expect(days).toHaveValue('36000')
  await days.fill('')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.reload()
  await expect(days).toHaveValue('')
})

test('logs of a session are deleted after a question, with a record', async ({ page, request }) => {
  const sent = Date.now() * 1_000
  await request.post('/v1/events', {
    headers: { 'content-type': 'text/plain' },
    data: JSON.stringify({
      v: 1,
      key: 'local',
      session: 'delete-e2e',
      secret: 'delete-e2e-secret-012345',
      floor: 1,
      highest: 1,
      sent,
      via: 'live',
      events: [{ seq: 1, time: sent, mono: 1, category: 'app', name: 'DOOMED' }],
    }),
  })
  await page.goto('/settings')
  await page.getByRole('textbox', { name: 'Session' }).fill('delete-e2e')
  await page.getByRole('textbox', { name: 'Reason' }).fill('asked by the client')
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('Deleted: 1 events of 1 sessions.')).toBeVisible()
  await expect(page.getByRole('row', { name: /delete-e2e.*asked by the client/ })).toBeVisible()
})

test('the status page tells state, store and delivery, without a complaint of axe', async ({ page }) => {
  await page.goto('/status')
  await expect(page.getByText('embedded', { exact: false }).first()).toBeVisible()
  await expect(page.getByRole('row', { name: /Sample 2 2,563/ })).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
})
