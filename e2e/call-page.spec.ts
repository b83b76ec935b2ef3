import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { CallPage } from './pages/call-page.ts'

/** Of the sample: refused for want of a seat, cut off with the seat, answered with a colleague. */
const REFUSED = '1475549744914474580'
const CUT_OFF = '1475338819168979844'
const HEALTHY = '1475935085374996261'
const NUMBER = '13800001234'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('says in one sentence what happened, beside five lights', async ({ page }) => {
  const call = new CallPage(page)
  await call.open(REFUSED)
  await expect(call.sentence).toHaveText(
    'Seat dropped at 10:07: the ticket expired at 10:02 and was never refreshed',
  )
  await expect(call.lights).toHaveText([
    /Seat failed/,
    /API failed/,
    /Push good/,
    /Socket good/,
    /Media not reached/,
  ])
  await expect(page).toHaveTitle(/Seat dropped at 10:07/)
})

test('a healthy call shows no trouble', async ({ page }) => {
  const call = new CallPage(page)
  await call.open(HEALTHY)
  await expect(call.sentence).toContainText('Answered after 6 s of ringing')
  await expect(call.lights).toHaveText([/good/, /good/, /good/, /good/, /good/])
})

test('the answer for the client is in their language, without ids, numbers or words of ours', async ({
  page,
}) => {
  const call = new CallPage(page)
  await call.open(REFUSED)
  await call.answer.click()
  await expect.poll(() => call.copied()).toContain('2021年12月27日')
  const text = await call.copied()
  expect(text).toContain('10:02')
  expect(text).not.toMatch(/\d{5}|•|\*|sample|ticket|seat|socket|票据|掉线/i)
  for (const part of [REFUSED.slice(-4), NUMBER.slice(-4), NUMBER.slice(0, 3), '2885100137', '1007'])
    expect(text).not.toContain(part)

  await call.options.click()
  await call.dialog.getByRole('combobox', { name: call.names.language }).selectOption('en')
  await call.dialog.getByRole('combobox', { name: call.names.zone }).selectOption('UTC')
  await call.dialog.getByRole('button', { name: call.names.copy, exact: true }).click()
  await expect
    .poll(() => call.copied())
    .toBe(
      "The call of 27 December 2021, 02:07 (UTC) could not be put through: the agent's sign-in had run out at 02:02 without being renewed, so the system signed the agent out at 02:07. Signing in again makes calls possible again.",
    )
})

test('the text for developers carries link, ids, versions and finding, and no number', async ({ page }) => {
  const call = new CallPage(page)
  await call.open(CUT_OFF)
  await call.developers.click()
  await expect.poll(() => call.copied()).toContain(CUT_OFF)
  const text = await call.copied()
  for (const part of [
    'Seat dropped at 10:45: the ticket expired at 10:40 and was never refreshed',
    `/call/${CUT_OFF}?v=1`,
    'sample-seat-drops',
    'Chrome',
    '3.8.2',
    'TICKET_EXPIRED',
    'SEAT_DROPPED',
  ])
    expect(text).toContain(part)
  expect(text).not.toMatch(/139\d{8}|139.{0,6}2468/)
})

test('each light opens its rows', async ({ page }) => {
  const call = new CallPage(page)
  await call.open(REFUSED)
  await call.lights.nth(0).getByRole('link').click()
  await expect(page).toHaveURL(/\/session\/sample-seat-drops\?.*q=name:SEAT_\*,TICKET_\*/)
  await expect(page.getByText('TICKET_EXPIRED').first()).toBeVisible()
  await page.goBack()
  await call.lights.nth(1).getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(`/call/${REFUSED}\\?.*q=category:request`))
  await expect(page.getByText('REQUEST_BUSINESS_ERROR').first()).toBeVisible()
  // What was never reached has no rows to open.
  await expect(call.lights.nth(4).getByRole('link')).toHaveCount(0)
})

test('the whole number comes for a reason only, and goes again', async ({ page }) => {
  const call = new CallPage(page)
  await call.open(REFUSED)
  await expect(call.card).toContainText('138 •••• 1234')
  await expect(call.card).not.toContainText(NUMBER)
  await call.reveal.click()
  await call.dialog.getByRole('button', { name: call.names.show, exact: true }).click()
  await expect(call.dialog).toContainText('Say why it is needed.')
  await call.dialog.getByRole('textbox', { name: call.names.reason }).fill('client asks for a call back')
  await call.dialog.getByRole('button', { name: call.names.show, exact: true }).click()
  await expect(call.card).toContainText(/138 ?0000 ?1234/)
  await page.getByRole('button', { name: 'Hide the number' }).click()
  await expect(call.card).toContainText('138 •••• 1234')
  const audit = await page.request.get('/api/audit?limit=1')
  expect(await audit.json()).toMatchObject({
    records: [{ action: 'reveal-number', subject: REFUSED, reason: 'client asks for a call back' }],
  })
})

test('by keyboard only: fold, unfold, the moment it went wrong, a light', async ({ page }) => {
  const call = new CallPage(page)
  await call.open(REFUSED)
  await expect(call.sentence).toBeVisible()
  await call.fold.focus()
  await page.keyboard.press('Enter')
  await expect(call.phases).toHaveCount(0)
  await page.reload()
  await expect(call.unfold).toBeVisible()
  await call.unfold.focus()
  await page.keyboard.press('Space')
  await call.phases.last().focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('CALL_STATE').first()).toBeVisible()
  await call.phases.last().focus()
  await page.keyboard.press('Tab')
  await expect(call.lights.first().getByRole('link')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/session\/sample-seat-drops/)
})

test('at 200 % the keys of the list bring it into sight', async ({ page }) => {
  // What 1280 × 800 leaves at 200 %.
  await page.setViewportSize({ width: 640, height: 400 })
  const call = new CallPage(page)
  await call.open(CUT_OFF)
  await expect(call.lights).toHaveCount(5)
  const grid = page.getByRole('grid')
  await page.keyboard.press('j')
  await expect(grid).toBeFocused()
  await expect(grid).toBeInViewport({ ratio: 0.6 })
  await expect(grid.getByRole('row').nth(3)).toBeInViewport()
})

test('a call that nobody knows says so, and the page goes on', async ({ page }) => {
  const call = new CallPage(page)
  await call.open('no-such-call')
  await expect(call.card).toContainText('Nothing is stored of this call')
})

for (const language of ['en', 'zh'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`axe finds nothing on the card: ${language}, ${theme}`, async ({ page }) => {
      await page.addInitScript(
        ([chosenLanguage, chosenTheme]) => {
          localStorage.setItem('clueline.language', chosenLanguage)
          localStorage.setItem('clueline.theme', chosenTheme)
        },
        [language, theme] as const,
      )
      const call = new CallPage(page, language)
      await call.open(CUT_OFF)
      await expect(call.lights).toHaveCount(5)
      const { violations } = await new AxeBuilder({ page })
        .include(`section[aria-label="${call.names.card}"]`)
        .analyze()
      expect(
        violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target.join(' ')).join(', ')}`),
      ).toEqual([])
    })
  }
}
