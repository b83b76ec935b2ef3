import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { SubjectPage } from './pages/subject-page.ts'

/** The seat of the sample that keeps dropping, and its account. */
const STAFF = '1007'
const ACCOUNT = '2885100137'

test('shows calls by outcome, why they failed, and where the seat was lost', async ({ page }) => {
  const staff = new SubjectPage(page)
  await staff.open('staff', STAFF)
  await expect(staff.title).toHaveText(`Staff ${STAFF}`)
  await expect(staff.figures).toContainText('38.4 % answered')
  await expect(staff.legend).toHaveText([/Answered.*5/, /Busy.*1/, /No answer.*1/, /Dropped.*1/, /Failed.*5/])
  await expect(staff.reasons).toHaveText([/ticket expired.*3/, /seat dropped.*2/, /seat dropped.*1/])
  await expect(staff.calls).toHaveCount(13)
  await expect(staff.seatBands.filter({ hasText: 'dropped' })).toHaveCount(2)
})

test('a reason lists its calls, and they open their logs', async ({ page }) => {
  const staff = new SubjectPage(page)
  await staff.open('staff', STAFF)
  await staff.reasons.first().click()
  await expect(page).toHaveURL(/outcome=failed&reason=ticket-expired/)
  await expect(staff.calls).toHaveCount(3)
  await staff.openAll.click()
  await expect(page).toHaveURL(/\/logs\?.*q=callid:\d+,\d+,\d+/)
  await page.goBack()
  await expect(staff.calls).toHaveCount(3)
  await staff.calls.first().getByRole('link').click()
  await expect(page).toHaveURL(/\/call\/\d+/)
})

test('a number opens the rows that it counts, with the range', async ({ page }) => {
  const staff = new SubjectPage(page)
  await staff.open('staff', STAFF, '?v=1&from=2021-12-27T02:00:00Z&to=2021-12-27T02:30:00Z')
  const errors = await staff.figures.getByRole('link', { name: /^\d+$/ }).last().textContent()
  await staff.figures.getByRole('link', { name: /^\d+$/ }).last().click()
  await expect(page).toHaveURL(/\/logs\?.*q=staff:1007%20level:error&from=2021-12-27T02:00:00Z/)
  await expect(page.getByText(`${errors} rows`).first()).toBeVisible()
})

test('by keyboard only: the table, one minute of it, and a query that leads to the logs', async ({
  page,
}) => {
  const account = new SubjectPage(page)
  await account.open('account', ACCOUNT)
  await account.asTable.focus()
  await page.keyboard.press('Enter')
  const first = account.outcomes.getByRole('rowheader').first().getByRole('button')
  await first.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/from=2021-12-27T01:34:00Z&to=2021-12-27T01:35:00Z/)
  await expect(account.calls).toHaveCount(1)
  await account.query.focus()
  await page.keyboard.type('level:error')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/logs\?.*q=account:2885100137%20level:error/)
})

test('somebody unknown is said to be so', async ({ page }) => {
  const staff = new SubjectPage(page)
  await staff.open('staff', 'nobody <b>here</b>')
  await expect(page.getByText('Staff nobody <b>here</b> is not known')).toBeVisible()
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
      const account = new SubjectPage(page, language)
      await account.open('account', ACCOUNT)
      await expect(account.calls).toHaveCount(20)
      await expect(account.outcomes.locator('svg.recharts-surface')).toBeVisible()
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(
        violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target.join(' ')).join(', ')}`),
      ).toEqual([])
    })
  }
}
