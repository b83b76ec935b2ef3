import { expect, test, type Page } from '@playwright/test'
import { FramePage, prefer } from './pages/frame-page.ts'

test('palette: by key, by name in either language, recently used first', async ({ page }) => {
  const frame = new FramePage(page)
  await page.goto('/logs')
  await expect(frame.commands).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(frame.paletteInput).toBeFocused()
  await page.keyboard.type('setings')
  await expect(frame.option('Go to Settings')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/settings$/)
  await expect(frame.palette).toBeHidden()

  await page.keyboard.press('Control+k')
  await expect(frame.palette.getByRole('group').first()).toHaveAccessibleName('Recent')
  await expect(frame.palette.getByRole('option').first()).toHaveText('Go to Settings')
  await page.keyboard.type('深色')
  await expect(frame.option('Theme: Dark')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')

  await page.keyboard.press('Control+k')
  await page.keyboard.press('Control+k')
  await expect(frame.palette).toBeHidden()
})

test('palette opens from a field, and its words are not typed into it', async ({ page }) => {
  const frame = new FramePage(page)
  await page.goto('/logs')
  const box = page.getByRole('combobox').or(page.getByRole('textbox')).first()
  await box.focus()
  await page.keyboard.type('?')
  await expect(frame.keyHelp).toBeHidden()
  await expect(box).toHaveValue('?')
  await page.keyboard.press('Control+k')
  await expect(frame.paletteInput).toBeFocused()
  await page.keyboard.type('zzz')
  await expect(frame.palette.getByText('No command matches')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(box).toBeFocused()
  await expect(box).toHaveValue('?')
})

test('? lists what works here, and a key says its name', async ({ page }) => {
  const frame = new FramePage(page)
  await page.goto('/logs')
  await expect(frame.status).toContainText('rows')
  await page.keyboard.press('?')
  await expect(frame.keyHelp).toBeVisible()
  await expect(frame.status).toContainText('Show the keys')
  await expect(frame.keyHelp.getByText('All commands')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(frame.keyHelp).toBeHidden()
})

test('a menu by keyboard: rows become compact, and stay so after a reload', async ({ page }) => {
  const frame = new FramePage(page)
  await page.goto('/logs')
  await frame.look.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitemradio').first()).toBeFocused()
  await page.keyboard.type('Comp')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact')
})

test('each part of the status bar opens its explanation', async ({ page }) => {
  const frame = new FramePage(page)
  await page.goto('/logs')
  await expect(frame.status).toContainText('UTC+8')
  await frame.status.getByRole('button', { name: 'Time zone' }).click()
  await expect(page.getByRole('dialog', { name: 'Time zone' })).toContainText('Asia/Shanghai (UTC+8)')
  await page.keyboard.press('Escape')
  await frame.status.getByRole('button', { name: 'Rows' }).click()
  await expect(page.getByRole('dialog', { name: 'Rows' })).toContainText('Snapshot')
})

test('the tab is named after the page and its query', async ({ page }) => {
  await page.goto('/logs?q=level:error')
  await expect(page).toHaveTitle('level:error · Logs · Clueline')
  await page.goto('/settings')
  await expect(page).toHaveTitle('Settings · Clueline')
})

test('a Chinese reader never sees English flash by', async ({ page }) => {
  await prefer(page, { language: 'zh' })
  await page.addInitScript(() => {
    const seen: string[] = []
    Object.assign(window, { seen })
    new MutationObserver(() => seen.push(document.querySelector('header')?.textContent ?? '')).observe(
      document,
      {
        childList: true,
        subtree: true,
        characterData: true,
      },
    )
  })
  await page.goto('/logs')
  await expect(page.getByRole('link', { name: '日志' })).toBeVisible()
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen)
  expect(seen.some((it) => it.includes('日志'))).toBe(true)
  expect(seen.filter((it) => /Logs|Find|Commands/.test(it))).toEqual([])
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
})

test('another language at once, and one that cannot be loaded is said', async ({ page }) => {
  const frame = new FramePage(page)
  await page.goto('/settings')
  await page.route('**/assets/zh-*.js', (route) => route.abort())
  await frame.language.click()
  await page.getByRole('menuitemradio', { name: '简体中文' }).click()
  await expect(page.getByText('简体中文 could not be loaded')).toBeVisible()
  await page.unroute('**/assets/zh-*.js')
  await frame.language.click()
  await page.getByRole('menuitemradio', { name: 'English' }).click()
  await expect(page.getByText('could not be loaded')).toBeHidden()
})

test('a page whose parts do not come leaves the frame alone, and comes by itself once the server is back', async ({
  page,
}) => {
  await page.goto('/logs')
  await expect(page.getByRole('grid')).toBeVisible()
  const gone = /\/assets\/|\/api\/|\/index\.html/
  await page.route(gone, (route) => route.abort())
  await page.getByRole('link', { name: 'Imports' }).click()
  await expect(page.getByRole('alert').getByText('This page could not be loaded')).toBeVisible()
  await expect(page.getByRole('navigation')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Reload' })).toBeVisible()
  await page.unroute(gone)
  await page.getByRole('button', { name: 'Try now' }).click()
  await expect(page.getByRole('heading', { name: 'Imported files' })).toBeVisible()
})

test('a server that is away is said, with the time, and the banner goes by itself', async ({ page }) => {
  await page.goto('/logs')
  await expect(new FramePage(page).status).toContainText('rows')
  let health = 0
  await page.route('**/api/**', (route) => {
    if (route.request().url().endsWith('/api/health')) health += 1
    return route.abort()
  })
  expect(health).toBe(0)
  await page.goto('/logs?q=ticket').catch(() => undefined)
  await expect(page.getByText(/The server has not answered since \d/)).toBeVisible()
  expect(health).toBeGreaterThan(0)
  await page.unroute('**/api/**')
  await page.getByRole('button', { name: 'Try now' }).click()
  await expect(page.getByText('The server has not answered')).toBeHidden()
})

test('a newer version is offered, never forced', async ({ page }) => {
  await page.goto('/settings')
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible()
  await page.route('**/index.html', async (route) => {
    const response = await route.fetch()
    await route.fulfill({
      response,
      body: (await response.text()).replace(/index-[\w-]+\.js/, 'index-newer.js'),
    })
  })
  // As when a part of the page is gone because the server has another build.
  await page.evaluate(() => dispatchEvent(new Event('vite:preloadError')))
  await expect(page.getByText('A newer version of the viewer is ready.')).toBeVisible()
  await page.getByRole('button', { name: 'Later' }).click()
  await expect(page.getByText('A newer version of the viewer is ready.')).toBeHidden()
})

/** Everything that the browser refused, and everything that it complained about. */
async function watchPolicy(page: Page): Promise<() => Promise<readonly string[]>> {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) complaints.push(message.text())
  })
  await page.addInitScript(() => {
    const refused: string[] = []
    Object.assign(window, { refused })
    document.addEventListener('securitypolicyviolation', (event) =>
      refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`),
    )
  })
  return async () => [
    ...complaints,
    ...(await page.evaluate(() => (window as unknown as { refused: string[] }).refused)),
  ]
}

test('nothing that opens breaks the content security policy', async ({ page }) => {
  const refusals = await watchPolicy(page)
  const frame = new FramePage(page)
  const answer = await page.goto('/logs')
  const policy = answer?.headers()['content-security-policy'] ?? ''
  expect(policy).toMatch(/style-src 'self' 'nonce-[\w+/=]+'/)
  expect(policy).not.toContain('unsafe')
  await frame.look.click()
  await page.getByRole('menuitemradio', { name: 'Roomy' }).click()
  await frame.language.hover()
  await page.keyboard.press('Control+k')
  await expect(frame.paletteInput).toBeFocused()
  await page.keyboard.press('Escape')
  await frame.status.getByRole('button', { name: 'Time zone' }).click()
  await expect(page.getByRole('dialog', { name: 'Time zone' })).toBeVisible()
  await page.keyboard.press('Escape')
  // The press styles of react-aria came through by their nonce.
  const rules = await page.evaluate(() =>
    [...document.querySelectorAll('style')].map((it) => it.sheet?.cssRules.length ?? 0),
  )
  expect(rules.length).toBeGreaterThan(0)
  expect(Math.min(...rules)).toBeGreaterThan(0)
  expect(await refusals()).toEqual([])
  // The watch itself works: an inline style without the nonce is refused and seen.
  await page.evaluate(() =>
    document.head.append(Object.assign(document.createElement('style'), { textContent: 'b{}' })),
  )
  expect((await refusals()).length).toBeGreaterThan(0)
})
