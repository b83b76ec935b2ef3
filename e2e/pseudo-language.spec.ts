import { expect, test, type Page } from '@playwright/test'
import { FramePage, prefer } from './pages/frame-page.ts'

/**
 * Every text on the screen comes from the catalogue, from the server, or is a name. The Chinese catalogue is exchanged
 * on its way to the browser for one in which each text stands in brackets; what shows Latin letters without them was
 * written into a component, unless the server sent it or it is on the list below.
 */

/** Names, and what is the same in every language. */
const ALLOWED = [
  /^Clueline$/,
  /^(English|简体中文)$/,
  // Zones, units, formats.
  /^(UTC|GMT)([+−-]\d+(:\d+)?)?$/,
  /^([\d.,]+\s*(µs|ms|s|min|h|d|B|kB|MB|GB|TB)\s*)+$/,
  /^(NDJSON|CSV|JSON)$/,
  // What a field is called is part of the query language, in both languages there.
  /^Tracker 实例的标签$/,
]

const WRAP = `
const wrap = (value) =>
  typeof value === 'string' ? '⟦' + value + '⟧'
  : typeof value === 'function' ? (...args) => wrap(value(...args))
  : Array.isArray(value) ? value.map(wrap)
  : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, it]) => [key, wrap(it)]))
  : value`

async function speakPseudo(page: Page): Promise<void> {
  await prefer(page, { language: 'zh' })
  await page.route(/\/assets\/zh-[^/?]+\.js$/, async (route) => {
    const path = new URL(route.request().url()).pathname
    const text = await (await route.fetch()).text()
    const names = [...text.matchAll(/export\{([^}]*)\}/g)].flatMap(([, list = '']) =>
      list.split(',').map((it) => it.split(' as ').at(-1)?.trim() ?? ''),
    )
    expect(names.length).toBeGreaterThan(0)
    const body = [
      `import * as real from '${path}?real'`,
      WRAP,
      ...names.map((name) => `const ${name}_ = wrap(real.${name})\nexport { ${name}_ as ${name} }`),
    ].join('\n')
    await route.fulfill({ contentType: 'text/javascript', body })
  })
}

/** Everything that the server has sent since, as one text. */
function hearServer(page: Page): () => string {
  const heard: string[] = []
  page.on('response', (response) => {
    if (!response.url().includes('/api/') || response.url().includes('/api/commits')) return
    response.text().then(
      (text) => heard.push(text),
      // A stream, or a page that has gone.
      () => undefined,
    )
  })
  return () => heard.join('\n')
}

/** Visible texts with Latin letters and without brackets, and names of what can be pressed. */
async function plainTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const texts: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement
      if (!parent || parent.closest('script, style, kbd, code, option')) continue
      if (parent.checkVisibility()) texts.push(walker.currentNode.textContent ?? '')
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder]')) {
      texts.push(element.getAttribute('aria-label') ?? '', element.getAttribute('placeholder') ?? '')
    }
    return [...new Set(texts.map((it) => it.trim()))].filter((it) => /[a-z]/i.test(it) && !/[⟦⟧]/.test(it))
  })
}

const SCREENS = [
  '/',
  '/logs',
  '/logs?q=level:(',
  '/logs?q=no-such-word-anywhere',
  '/session/sample-seat-drops',
  '/open',
  '/imports',
  '/status',
  '/settings',
  '/nowhere',
]

test('no text was written into a component', async ({ page }) => {
  test.setTimeout(120_000)
  await speakPseudo(page)
  const heard = hearServer(page)
  const found: string[] = []
  for (const path of SCREENS) {
    await page.goto(path)
    await page.getByRole('link', { name: '⟦日志⟧' }).waitFor()
    await page.waitForLoadState('networkidle')
    const server = heard().replaceAll(/\\u[0-9a-f]{4}|\\["\\/nt]/g, ' ')
    for (const text of await plainTexts(page)) {
      const words = text.split(/[\s:=,·()]+/).filter((it) => /[a-z]/i.test(it))
      const isSent = words.every((it) => server.includes(it) || path.includes(it))
      if (!isSent && !ALLOWED.some((it) => it.test(text))) found.push(`${path}: ${text}`)
    }
  }
  expect(found).toEqual([])
})

test('the palette and the keys speak the catalogue too', async ({ page }) => {
  await speakPseudo(page)
  await page.goto('/logs')
  await page.getByRole('link', { name: '⟦日志⟧' }).waitFor()
  await page.keyboard.press('Control+k')
  const palette = new FramePage(page).page.getByRole('dialog', { name: '⟦命令⟧' })
  await expect(palette.getByRole('option').first()).toBeVisible()
  for (const text of await palette.getByRole('option').allTextContents()) expect(text).toContain('⟦')
})
