import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { FindPage, type FindLanguage } from './pages/find-page.ts'

/** A client's complaint about the sample: the seat of staff 1007 had just been dropped. */
const COMPLAINT = '客户13800001234说2021年12月27日10:06打不通电话'
const NUMBER = '13800001234'

async function speak(page: Page, language: FindLanguage, theme = 'light'): Promise<void> {
  await page.addInitScript(
    ([chosenLanguage, chosenTheme]) => {
      localStorage.setItem('clueline.language', chosenLanguage)
      localStorage.setItem('clueline.theme', chosenTheme)
    },
    [language, theme] as const,
  )
}

/** Everything of the page that may be copied, kept or sent on. */
async function traces(page: Page): Promise<string> {
  const kept = await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))
  const links = await page.getByRole('link').evaluateAll((all) => all.map((it) => it.getAttribute('href')))
  return `${page.url()} ${kept} ${links.join(' ')}`
}

for (const language of ['en', 'zh'] as const) {
  test(`support, by mouse, ${language}: a pasted sentence, the call, and back again`, async ({ page }) => {
    await speak(page, language)
    const find = new FindPage(page, language)
    await find.open()
    await expect(find.box).toBeFocused()
    await find.paste(COMPLAINT)
    await expect(page.getByText('138 •••• 1234').first()).toBeVisible()
    await expect(page.getByText('10:06 ± 30').first()).toBeVisible()
    // Outcome first, nearest to the time first.
    await expect(find.calls.first()).toContainText(language === 'en' ? /^Failed/ : /^呼叫失败/)
    await expect(find.calls.first()).toContainText(language === 'en' ? 'ticket expired' : '票据已过期')
    await expect(find.calls.first()).toContainText('10:05:11')
    await expect(find.calls).toHaveCount(7)
    expect(await traces(page)).not.toContain(NUMBER)

    await find.calls.first().click()
    await expect(page).toHaveURL(/\/call\/\d+$/)
    expect(await traces(page)).not.toContain(NUMBER)
    await page.goBack()
    await expect(find.box).toHaveValue(COMPLAINT)
    await expect(find.calls).toHaveCount(7)
    await page.goBack()
    await expect(find.box).toHaveValue('')
    await expect(find.recentCalls.first()).toBeVisible()
  })

  test(`support, by keyboard only, ${language}`, async ({ page }) => {
    await speak(page, language)
    const find = new FindPage(page, language)
    await find.open()
    await expect(find.box).toBeFocused()
    await page.keyboard.type(
      language === 'en' ? 'number ending in 2468, 27 Dec 2021 10:45' : '尾号2468 2021年12月27日10:45',
    )
    await expect(find.calls.first()).toContainText('139 •••• 2468')
    await page.keyboard.press('ArrowDown')
    await expect(find.calls.first()).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await expect(find.calls.nth(1)).toBeFocused()
    await page.keyboard.press('k')
    await page.keyboard.press('ArrowUp')
    await expect(find.box).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(find.calls.first()).toBeFocused()
    await expect(find.calls.first()).toContainText(language === 'en' ? 'Dropped' : '异常中断')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/call\/1475338819168979844$/)
    // Back goes on at the row that was opened.
    await page.goBack()
    await expect(find.calls.first()).toBeFocused()
  })
}

test('what is remembered holds no number, and finds the same again', async ({ page }) => {
  const find = new FindPage(page)
  await find.open()
  await find.paste(COMPLAINT)
  await find.calls.first().click()
  await page.goto('/')
  await expect(find.searches.first()).toContainText('客户138****1234说2021年12月27日10:06打不通电话')
  await find.searches.first().getByRole('button').click()
  await expect(find.calls).toHaveCount(7)
  await page.getByRole('link', { name: 'Find', exact: true }).click()
  await page.getByRole('button', { name: 'Forget them' }).click()
  await expect(find.searches).toHaveCount(0)
  await page.reload()
  await expect(find.recentCalls.first()).toBeVisible()
  await expect(find.searches).toHaveCount(0)
})

test('a reload keeps what was looked for; words stand in the address, numbers never', async ({ page }) => {
  const find = new FindPage(page)
  await find.open()
  await find.paste('1475338819168979844')
  await expect(page).toHaveURL(/text=1475338819168979844/)
  await expect(find.calls).toHaveCount(1)
  await find.box.fill('139****2468')
  await expect(find.calls).toHaveCount(3)
  await expect(page).toHaveURL(/\/$/)
  await page.reload()
  await expect(find.box).toHaveValue('139****2468')
  await expect(find.calls).toHaveCount(3)
})

test('what was understood can be taken away, one by one', async ({ page }) => {
  const find = new FindPage(page)
  await find.open()
  await find.paste(`${NUMBER} 3pm`)
  await expect(page.getByText('nearest first')).toBeVisible()
  await page.getByRole('button', { name: /^Remove 15:00/ }).click()
  await expect(find.box).toHaveValue(NUMBER)
  await page.getByRole('button', { name: 'Remove number 138 •••• 1234' }).click()
  await expect(find.box).toHaveValue('')
  await expect(find.recentCalls.first()).toBeVisible()
})

test.describe('a reader in another zone', () => {
  test.use({ timezoneId: 'UTC' })

  test('reads times in his own, and is offered the client’s', async ({ page }) => {
    const find = new FindPage(page)
    await find.open()
    await find.paste(COMPLAINT)
    await expect(find.calls.first()).toContainText('02:46:23')
    await page.getByRole('button', { name: /10:06 UTC\+8/ }).click()
    await expect(find.calls.first()).toContainText('10:05:11')
    await page.getByRole('button', { name: /your own zone \(UTC\)/ }).click()
    await expect(find.calls.first()).toContainText('02:46:23')
  })
})

test.describe('never a dead end', () => {
  test('a number that nobody knows: what was looked up, and its last four digits', async ({ page }) => {
    const find = new FindPage(page)
    await find.open()
    await find.paste('+1 415 555 1234')
    await expect(page.getByRole('heading', { name: 'No call and no session was found' })).toBeVisible()
    await expect(page.getByText('Looked up over all time: +141 •••• 1234')).toBeVisible()
    await page.getByRole('button', { name: 'Try only …1234' }).click()
    await expect(find.calls).toHaveCount(7)
  })

  test('a clock without a day, where nothing is stored of today: the last day with logs', async ({
    page,
  }) => {
    const find = new FindPage(page)
    await find.open()
    await find.paste('10:07')
    await page.getByRole('button', { name: /10:07 on Mon, 27 Dec 2021, the last day with logs/ }).click()
    await expect(find.box).toHaveValue('2021-12-27 10:07')
    await expect(find.calls.first()).toBeVisible()
    await expect(page.getByText('Other times')).toHaveCount(0)
  })

  test('nobody knows the number, but the time: everything that went on then', async ({ page }) => {
    const find = new FindPage(page)
    await find.open()
    await find.paste('13911112222 2021-12-27 10:07')
    await expect(
      page.getByText('Nothing is known of 139 •••• 2222. This is everything of that time:'),
    ).toBeVisible()
    await expect(find.calls.first()).toBeVisible()
    await find.anyTime.click()
    await expect(page.getByRole('heading', { name: 'No call and no session was found' })).toBeVisible()
  })

  test('words that are in no list of calls are in the logs', async ({ page }) => {
    const find = new FindPage(page)
    await find.open()
    await find.paste('坐席掉线 昨天')
    await expect(find.logHits).toContainText('No event contains “坐席掉线” at that time; 8 at other times')
    await find.logHits.click()
    await expect(page).toHaveURL(/\/logs\?.*q=/)
    await expect(page).not.toHaveURL(/from=/)
  })

  test('every example of the sample finds something', async ({ page }) => {
    const find = new FindPage(page)
    await find.open()
    for (const index of [0, 1, 2, 3]) {
      await page.getByRole('link', { name: 'Find', exact: true }).click()
      await find.sample.nth(index).click()
      await expect(find.calls.or(find.logHits).first()).toBeVisible()
    }
  })

  test('a server that fails is said so, with a way on', async ({ page }) => {
    const find = new FindPage(page)
    await page.route('**/api/search*', (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: JSON.stringify({ code: 'internal', title: 'It broke', detail: 'See the log.' }),
      }),
    )
    await find.open()
    await find.paste(NUMBER)
    await expect(page.getByRole('alert')).toContainText('The search failed')
    await expect(page.getByRole('alert')).toContainText('See the log.')
    await page.unroute('**/api/search*')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(find.calls).toHaveCount(7)
  })

  test('a slow search can be cancelled, and asked again', async ({ page }) => {
    const find = new FindPage(page)
    await page.route('**/api/search*', () => new Promise(() => undefined))
    await find.open()
    await find.paste(NUMBER)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByText('The search was cancelled.')).toBeVisible()
    await page.unroute('**/api/search*')
    await page.getByRole('button', { name: 'Search again' }).click()
    await expect(find.calls).toHaveCount(7)
  })
})

for (const language of ['en', 'zh'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`axe finds nothing: ${language}, ${theme}`, async ({ page }) => {
      await speak(page, language, theme)
      const find = new FindPage(page, language)
      await find.open()
      await expect(find.recentCalls.first()).toBeVisible()
      const check = async () => {
        const { violations } = await new AxeBuilder({ page }).analyze()
        return violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target.join(' ')).join(', ')}`)
      }
      expect(await check()).toEqual([])
      await find.paste(`${COMPLAINT} 坐席`)
      await expect(find.calls.first()).toBeVisible()
      await expect(find.logHits.or(page.getByText('坐席', { exact: false })).first()).toBeVisible()
      expect(await check()).toEqual([])
    })
  }
}
