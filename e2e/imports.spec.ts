import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { ImportsPage } from './pages/imports-page.ts'

/** A log of another logger; its name makes its session its own. */
function log(name: string, lines = 20, spoil?: string): string {
  const all = Array.from({ length: lines }, (_, index) =>
    JSON.stringify({ time: 1_795_000_000_000 + index, level: 'info', msg: `${name} ${index}` }),
  )
  if (spoil !== undefined) all.splice(3, 0, spoil)
  return all.join('\n')
}

/** Two whole events, then a fault. */
const BROKEN = JSON.stringify({
  constants: { timeTickOffset: '1640570000000' },
  events: [1, 2].map((id) => ({ time: String(id), type: 1, source: { id, type: 1 }, phase: 1 })),
}).replace(/\]\}$/, ',,]}')

test('one file: it leads to its events', async ({ page }) => {
  const imports = new ImportsPage(page)
  await imports.open()
  await imports.give({ name: 'one.ndjson', text: log('one') })
  await expect(page).toHaveURL(/\/session\/imp-|\/session\/[0-9A-Za-z_-]+$/)
  await page.goBack()
  await expect(imports.row('one.ndjson')).toContainText('done')
  await expect(imports.uploads.first()).toContainText('20 events stored')
  // Once more adds nothing, and says so.
  await imports.give({ name: 'one.ndjson', text: log('one') })
  await expect(imports.uploads.nth(1)).toContainText('nothing new: all 20 events were there')
})

test('several files: each with its own end, in words, and a way on', async ({ page }) => {
  const imports = new ImportsPage(page)
  await imports.open()
  await imports.give(
    { name: 'good.ndjson', text: log('good', 20, 'this line is no JSON') },
    { name: 'broken.json', text: BROKEN },
    { name: 'photo.png', text: '\u0089PNG\u0000' },
  )
  await expect(imports.uploads.nth(0)).toContainText('20 events stored · 1 rejected')
  await expect(imports.uploads.nth(1)).toContainText('Not valid at line 1')
  await expect(imports.uploads.nth(2)).toContainText('This is no log file')
  await page.getByRole('button', { name: 'Import the 2 events before the fault' }).click()
  await expect(imports.uploads.filter({ hasText: 'broken.json' })).toContainText('events stored')
  // The refused line stands with its place and reason.
  await page.getByRole('button', { name: 'Details of good.ndjson' }).click()
  await expect(page.getByRole('row', { name: /^4 / })).toContainText('expected a value')
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
})

test('files dropped on any page are kept, or only looked at', async ({ page }) => {
  const imports = new ImportsPage(page)
  await page.goto('/status')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await imports.drop('Import', [{ name: 'dropped.ndjson', text: log('dropped') }])
  await expect(imports.overlay).toHaveCount(0)
  await expect(page).toHaveURL(/\/session\//)

  const sent: string[] = []
  page.on('request', (it) => {
    if (it.method() !== 'GET') sent.push(it.url())
  })
  await imports.drop('Only look at it', [{ name: 'looked-at.ndjson', text: log('looked at') }])
  await expect(page).toHaveURL(/\/open$/)
  await expect(page.getByRole('heading', { name: 'looked-at.ndjson' })).toBeVisible()
  // Another one takes its place, and cannot be sent by mistake.
  await page.locator('main').dispatchEvent('dragenter', {
    dataTransfer: await page.evaluateHandle(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File(['x'], 'x'))
      return transfer
    }),
  })
  await expect(imports.overlay.getByText('Import', { exact: true })).toHaveCount(0)
  await imports.drop('Only look at it', [{ name: 'another.ndjson', text: log('another') }])
  await expect(page.getByRole('heading', { name: 'another.ndjson' })).toBeVisible()
  expect(sent).toEqual([])
})

test('an import can be broken off, also one that waits', async ({ page }) => {
  const imports = new ImportsPage(page)
  await page.route('**/api/import?*', () => new Promise(() => undefined))
  await imports.open()
  await imports.give(
    { name: 'first.ndjson', text: log('first') },
    { name: 'second.ndjson', text: log('second') },
  )
  await expect(imports.uploads.nth(1)).toContainText('waiting')
  await page.getByRole('button', { name: 'Cancel second.ndjson' }).click()
  await expect(imports.uploads.nth(1)).toContainText('cancelled')
  // Seen from other pages as well.
  await page.getByRole('link', { name: 'Find', exact: true }).click()
  await expect(page.getByText('Importing 2 of 2')).toBeVisible()
  await page.getByRole('link', { name: 'Show', exact: true }).click()
  await page.getByRole('button', { name: 'Cancel first.ndjson' }).click()
  await expect(imports.uploads.nth(0)).toContainText('cancelled, nothing of it is left')
})

test('deleting asks first, then nothing of it is left', async ({ page }) => {
  const imports = new ImportsPage(page)
  await imports.open()
  await imports.give({ name: 'gone.ndjson', text: log('gone') })
  await expect(page).toHaveURL(/\/session\//)
  await imports.open()
  await page.getByRole('button', { name: 'Delete gone.ndjson' }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText('20 events of gone.ndjson are deleted')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(imports.row('gone.ndjson')).toHaveCount(1)
  await page.getByRole('button', { name: 'Delete gone.ndjson' }).click()
  await dialog.getByRole('button', { name: 'Delete the events' }).click()
  await expect(imports.row('gone.ndjson')).toHaveCount(0)
})

test('a server that is away is said so on the page', async ({ page }) => {
  await page.route('**/api/imports', (route) => route.abort())
  await page.goto('/imports')
  await expect(page.getByText('The list of imports could not be loaded')).toBeVisible()
  await page.unroute('**/api/imports')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('table')).toBeVisible()
})

for (const language of ['en', 'zh'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`axe finds nothing on the imports: ${language}, ${theme}`, async ({ page }) => {
      await page.addInitScript(
        ([chosenLanguage, chosenTheme]) => {
          localStorage.setItem('clueline.language', chosenLanguage)
          localStorage.setItem('clueline.theme', chosenTheme)
        },
        [language, theme] as const,
      )
      await page.goto('/imports')
      await expect(page.getByRole('table')).toBeVisible()
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(
        violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target.join(' ')).join(', ')}`),
      ).toEqual([])
    })
  }
}
