import { expect, test, type Page } from '@playwright/test'
import { CallPage } from './pages/call-page.ts'
import { FindPage } from './pages/find-page.ts'
import { LogsPage } from './pages/logs-page.ts'

/** Both languages, both zones, by mouse and by keyboard, each with each once in four turns. */
const READERS = [
  { language: 'en', timezoneId: 'UTC', by: 'mouse', clock: '02:07:41' },
  { language: 'en', timezoneId: 'Asia/Shanghai', by: 'keyboard', clock: '10:07:41' },
  { language: 'zh', timezoneId: 'UTC', by: 'keyboard', clock: '02:07:41' },
  { language: 'zh', timezoneId: 'Asia/Shanghai', by: 'mouse', clock: '10:07:41' },
] as const

const WORDS = {
  en: {
    complaint: 'client 138 0000 1234 says he cannot call since this morning',
    verdict: 'the ticket expired at',
    copyLink: 'Copy link',
    newest: 'Show what came since',
    layout: 'My layout',
  },
  zh: {
    complaint: '客户138-0000-1234说今天打不通电话',
    verdict: '票据在',
    copyLink: '复制链接',
    newest: '显示之后的新日志',
    layout: '我的布局',
  },
} as const

/** Refused at 10:07:41 in China: the seat had dropped, its ticket was never refreshed. */
const REFUSED = '1475549744914474580'

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

for (const { language, timezoneId, by, clock } of READERS) {
  const words = WORDS[language]

  test.describe(`${language}, ${timezoneId}, by ${by}`, () => {
    test.use({ timezoneId, permissions: ['clipboard-read', 'clipboard-write'] })
    test.beforeEach(({ page }) =>
      page.addInitScript((chosen) => localStorage.setItem('clueline.language', chosen), language),
    )

    test('support: from a complaint to an answer for the client', async ({ page }) => {
      const find = new FindPage(page, language)
      const call = new CallPage(page, language)
      await find.open()
      await expect(find.box).toBeFocused()
      await find.paste(words.complaint)
      const refused = find.calls.filter({ hasText: clock })
      await expect(refused).toBeVisible()
      if (by === 'mouse') await refused.click()
      else {
        await page.keyboard.press('ArrowDown')
        for (
          let step = 0;
          step < 20 && !(await refused.evaluate((it) => it === document.activeElement));
          step++
        ) {
          await page.keyboard.press('ArrowDown')
        }
        await page.keyboard.press('Enter')
      }
      await expect(page).toHaveURL(new RegExp(`/call/${REFUSED}$`))
      await expect(call.sentence).toContainText(words.verdict)
      if (by === 'mouse') await call.answer.click()
      else {
        await call.answer.focus()
        await page.keyboard.press('Enter')
      }
      await expect.poll(() => clipboard(page)).toMatch(/\p{Script=Han}|sign-in/u)
      expect(await clipboard(page)).not.toMatch(/1234|1475|1007/)
    })

    test('developer: from an error to its request, its pair, and a link that opens the same', async ({
      page,
      browser,
    }) => {
      const logs = new LogsPage(page, language)
      await logs.open('session:sample-seat-drops name:REQUEST_BUSINESS_ERROR,REQUEST')
      await expect(logs.rows.first()).toBeVisible()
      const error = logs.rows.filter({ hasText: 'REQUEST_BUSINESS_ERROR' }).first()
      if (by === 'mouse') await error.click()
      else {
        await logs.grid.focus()
        for (let step = 0; step < 30 && (await error.getAttribute('aria-selected')) !== 'true'; step++) {
          await page.keyboard.press('j')
        }
        await page.keyboard.press('Enter')
      }
      await expect(page).toHaveURL(/row=sample-seat-drops\.\d+/)
      const seq = await error.getAttribute('data-seq')
      // Its source alone stands out; Escape gives the others back.
      await page.keyboard.press('f')
      if (by === 'mouse')
        await page.getByRole('button', { name: words.copyLink, exact: false }).first().click()
      else await page.keyboard.press('c')
      await expect.poll(() => clipboard(page).catch(() => '')).toContain('v=1')
      const link = await clipboard(page)
      expect(new URL(link).searchParams.get('zone')).toBe(timezoneId)

      const elsewhere = await browser.newContext({ timezoneId: 'America/Sao_Paulo', locale: 'en-US' })
      const other = await elsewhere.newPage()
      await other.goto(link)
      const same = other.locator(`[role=row][data-seq="${seq}"]`)
      await expect(same).toBeVisible()
      await expect(same).toContainText(((await error.textContent()) ?? '').slice(-30))
      await elsewhere.close()
    })

    test('team lead: a link of long ago opens as it was, with the ways back to today and to one’s own', async ({
      page,
      request,
    }) => {
      const { asOf } = (await (await request.get('/api/events/count?sample=1')).json()) as { asOf: number }
      const logs = new LogsPage(page, language)
      await page.goto(
        `/logs?v=1&q=session:sample-seat-drops&zone=America/New_York&asOf=${asOf}&cols=ts,name*200,message&order=asc`,
      )
      await expect(logs.rows.first()).toContainText('2021-12-26 20:31')
      await expect(logs.grid.getByRole('columnheader')).toHaveCount(4)
      const layout = page.getByRole('button', { name: words.layout })
      const newest = page.getByRole('button', { name: words.newest })
      if (by === 'mouse') await layout.click()
      else {
        await layout.focus()
        await page.keyboard.press('Enter')
      }
      await expect(logs.rows.first()).not.toContainText('2021-12-26')
      await newest.click()
      await expect(newest).toBeHidden()
      expect(page.url()).not.toContain('asOf')
      await page.goBack()
      await page.goBack()
      await expect(logs.rows.first()).toContainText('2021-12-26 20:31')
    })
  })
}
