import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type APIRequestContext, type Page } from '@playwright/test'
import { ListTools } from './pages/list-tools.ts'
import { LogsPage } from './pages/logs-page.ts'

const SAMPLE = fileURLToPath(new URL('../public/sample/seat-drops.ndjson', import.meta.url))

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

async function open(page: Page, address = '/logs'): Promise<{ logs: LogsPage; tools: ListTools }> {
  const logs = new LogsPage(page)
  await page.goto(address)
  await expect(logs.rows.first()).toBeVisible()
  return { logs, tools: new ListTools(page) }
}

async function countOf(request: APIRequestContext, query: string): Promise<number> {
  const answer = await request.get('/api/events/count', { params: { q: query, sample: '1' } })
  return ((await answer.json()) as { count: number }).count
}

test.describe('find', () => {
  test('goes from hit to hit over all rows, round the ends, and stands in the link', async ({
    page,
    request,
  }) => {
    const { logs, tools } = await open(page)
    const total = await countOf(request, '掉线')
    expect(total).toBeGreaterThan(2)
    await tools.find('掉线')
    await expect(tools.findPlace).toHaveText(`1 of ${total}`)
    await expect(logs.grid.locator('mark').first()).toHaveText('掉线')
    await page.keyboard.press('Shift+Enter')
    await expect(tools.findPlace).toHaveText(`${total} of ${total}`)
    await page.keyboard.press('Enter')
    await expect(tools.findPlace).toHaveText(`1 of ${total}`)
    await expect(page).toHaveURL(/find=/)
    await page.keyboard.press('Escape')
    await expect(tools.findBox).toBeHidden()
    await expect(page).not.toHaveURL(/find=/)
    await page.keyboard.press('Control+f')
    await expect(tools.findBox).toBeFocused()
  })

  test('goes on with n and N from the list', async ({ page, request }) => {
    const { logs, tools } = await open(page, '/logs?find=level:error')
    const total = await countOf(request, 'level:error')
    await expect(tools.findPlace).toHaveText(`${total} hits`)
    await logs.grid.focus()
    await page.keyboard.press('n')
    await expect(tools.findPlace).toHaveText(`1 of ${total}`)
    await page.keyboard.press('n')
    await expect(tools.findPlace).toHaveText(`2 of ${total}`)
    await page.keyboard.press('N')
    await expect(tools.findPlace).toHaveText(`1 of ${total}`)
  })
})

test('find by keyboard only, in Chinese', async ({ page, request }) => {
  await page.addInitScript(() => localStorage.setItem('clueline.language', 'zh'))
  const total = await countOf(request, '掉线')
  await page.goto('/logs')
  const [logs, tools] = [new LogsPage(page, 'zh'), new ListTools(page, 'zh')]
  await expect(logs.rows.first()).toBeVisible()
  await tools.find('掉线')
  await expect(tools.findPlace).toHaveText(`第 1 处，共 ${total} 处`)
  await page.keyboard.press('Escape')
  await expect(tools.findBox).toBeHidden()
  await expect(logs.grid).toBeFocused()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+c')
  await expect(logs.status).toContainText('已复制 2 行')
})

test('columns stand in the link, and whoever opens it sees them', async ({ page, browser }) => {
  const { logs, tools } = await open(page)
  await tools.addColumn('session')
  await expect(logs.grid.getByRole('columnheader', { name: 'Session' })).toBeVisible()
  await expect(page).toHaveURL(/cols=[^&]*session/)
  const other = await browser.newPage()
  const theirs = await open(other, page.url())
  await expect(theirs.logs.grid.getByRole('columnheader', { name: 'Session' })).toBeVisible()
  await other.close()
})

test.describe('copying', () => {
  test('takes the rows between the cursor and where Shift leads, as text', async ({ page }) => {
    const { logs, tools } = await open(page)
    await logs.grid.focus()
    await page.keyboard.press('ArrowDown')
    for (let row = 0; row < 3; row++) await page.keyboard.press('Shift+ArrowDown')
    await expect(tools.toolbar).toContainText('4 rows selected')
    await page.keyboard.press('Control+c')
    await expect(logs.status).toContainText('Copied 4 rows')
    const lines = (await tools.clipboard()).trimEnd().split('\n')
    expect(lines.length).toBe(4)
    for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+\+08:00\t/)
  })

  test('takes rows that were never loaded', async ({ page, request }) => {
    const { logs, tools } = await open(page, '/logs?order=asc')
    const total = await countOf(request, '')
    await logs.grid.focus()
    await page.keyboard.press('Control+a')
    await tools.copyAsJson()
    await expect(logs.status).toContainText('Copied')
    const events = (await tools.clipboard())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { session: string; seq: number })
    expect(events.length).toBe(total)
    expect(new Set(events.map(({ session, seq }) => `${session} ${seq}`)).size).toBe(total)
  })

  test('by mouse: dragging over rows selects them and opens none', async ({ page }) => {
    const { logs, tools } = await open(page)
    const [from, to] = await Promise.all([logs.rows.nth(2).boundingBox(), logs.rows.nth(6).boundingBox()])
    if (!from || !to) throw new Error('no rows')
    await page.mouse.move(from.x + 500, from.y + 12)
    await page.mouse.down()
    await page.mouse.move(to.x + 520, to.y + 12, { steps: 5 })
    await page.mouse.up()
    await expect(tools.toolbar).toContainText('5 rows selected')
    await expect(page).not.toHaveURL(/row=/)
    await page.keyboard.press('Escape')
    await expect(tools.toolbar).not.toContainText('selected')
  })
})

test.describe('an export', () => {
  // The picker of places to save is the system's own window, which no test can press.
  test.beforeEach(({ page }) =>
    page.addInitScript(() => Reflect.set(globalThis, 'showSaveFilePicker', undefined)),
  )

  for (const format of ['NDJSON', 'CSV', 'Text'] as const) {
    test(`holds exactly what the query selects: ${format}`, async ({ page, request }) => {
      const { tools } = await open(page, '/logs?q=category%3Acall&order=asc')
      const total = await countOf(request, 'category:call')
      await tools.openExport()
      await tools.dialog.getByRole('radio', { name: new RegExp(`^${format}`) }).check()
      const [download] = await Promise.all([page.waitForEvent('download'), tools.startExport()])
      const bytes = readFileSync(await download.path())
      await expect(tools.dialog).toContainText('The file is complete')
      await expect(tools.dialog).toContainText(new Intl.NumberFormat('en').format(total))
      await expect(tools.dialog.locator('code')).toHaveText(createHash('sha256').update(bytes).digest('hex'))
      const lines = bytes.toString('utf8').trimEnd().split(/\r?\n/)
      expect(lines.length).toBe(total + (format === 'CSV' ? 1 : 0))
      if (format !== 'NDJSON') return
      const events = lines.map((line) => JSON.parse(line) as { category: string; ts: number })
      expect(new Set(events.map(({ category }) => category))).toEqual(new Set(['call']))
      expect(events.every(({ ts }, index) => ts >= (events[index - 1]?.ts ?? 0))).toBe(true)
    })
  }

  test('that the server does not finish says so and leaves no file', async ({ page }) => {
    const { tools } = await open(page)
    const downloads: string[] = []
    page.on('download', (download) => downloads.push(download.suggestedFilename()))
    await page.route('**/api/events/export**', (route) => route.abort())
    await tools.openExport()
    await tools.startExport()
    await expect(tools.dialog.getByRole('alert')).toContainText('The export failed')
    expect(downloads).toEqual([])
  })
})

test('a mark is put by m on what the row is about, counted, and kept in the link', async ({ page }) => {
  const { logs, tools } = await open(page, '/logs?q=SEAT_DROPPED')
  await logs.grid.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('m')
  await expect(tools.marks.getByRole('button').first()).toHaveAccessibleName(/\(\d+\)$/)
  await expect(page).toHaveURL(/m1=source.id/)
  await page.reload()
  await expect(tools.marks).toBeVisible()
  await expect(logs.grid.locator('[data-mark="1"]').first()).toBeVisible()
  await logs.grid.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('m')
  await expect(tools.marks).toBeHidden()
})

test('an opened file has the same tools, and nothing of it is sent anywhere', async ({ page }) => {
  await page.addInitScript(() => Reflect.set(globalThis, 'showSaveFilePicker', undefined))
  await page.goto('/open')
  await page.setInputFiles('input[type=file]', SAMPLE)
  const [logs, tools] = [new LogsPage(page), new ListTools(page)]
  await expect(logs.rows.first()).toBeVisible()
  const asked: string[] = []
  page.on('request', (it) => asked.push(new URL(it.url()).pathname))
  await tools.find('掉线')
  await expect(tools.findPlace).toHaveText(/^1 of \d+$/)
  await tools.openExport()
  const [download] = await Promise.all([page.waitForEvent('download'), tools.startExport()])
  await expect(tools.dialog).toContainText('The file is complete')
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\n')
  expect(lines.length).toBe(Number(await logs.grid.getAttribute('aria-rowcount')) - 1)
  expect(lines.some((line) => typeof (JSON.parse(line) as { payload?: unknown }).payload === 'string')).toBe(
    true,
  )
  expect(asked.filter((path) => path.startsWith('/api/events'))).toEqual([])
})

const found = (violations: Awaited<ReturnType<AxeBuilder['analyze']>>['violations']) =>
  violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.html).join(' ')}`)

for (const theme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing (${theme})`, () => {
    test.beforeEach(({ page }) => {
      // Axe looks at every pair of colours of a whole screen.
      test.slow()
      return page.addInitScript((chosen) => localStorage.setItem('clueline.theme', chosen), theme)
    })

    test('in find, marks and what they light up', async ({ page }) => {
      const { tools } = await open(page, '/logs?m1=level:error&m2=ticket&m2name=tickets')
      await tools.find('ticket')
      await expect(tools.findPlace).toContainText('of')
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(found(violations)).toEqual([])
    })

    test('in the export dialog', async ({ page }) => {
      const { tools } = await open(page, '/logs?q=SEAT_DROPPED')
      await tools.openExport()
      await expect(tools.dialog).toBeVisible()
      const { violations } = await new AxeBuilder({ page })
        .include('[role=dialog]')
        // The page's own heading stands behind it.
        .disableRules('page-has-heading-one')
        .analyze()
      expect(found(violations)).toEqual([])
    })
  })
}
