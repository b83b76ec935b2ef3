import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { buildGallery, GalleryPage } from './pages/gallery-page.ts'

/** Axe looks at a thousand elements there. */
test.describe.configure({ timeout: 90_000 })

test.beforeAll(() => {
  test.setTimeout(120_000)
  buildGallery()
})

/** What axe has against the page, short enough to read in a report. */
async function violations(page: Page, part = 'html'): Promise<readonly string[]> {
  // The same landmark stands there once per theme, and a tooltip belongs to its button, wherever it stands.
  const axe = new AxeBuilder({ page }).include(part).disableRules(['landmark-unique', 'region'])
  const { violations } = await axe.analyze()
  return violations.flatMap((it) =>
    it.nodes.map((node) => `${it.id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1] ?? ''}`),
  )
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe has nothing against any piece, page ${theme}`, async ({ page }) => {
    await page.addInitScript((chosen) => localStorage.setItem('clueline.theme', chosen), theme)
    const gallery = new GalleryPage(page)
    await gallery.open()
    expect(await gallery.pieces.count()).toBeGreaterThan(20)
    expect(await violations(page)).toEqual([])
  })

  test(`axe has nothing against what opens, page ${theme}`, async ({ page }) => {
    await page.addInitScript((chosen) => localStorage.setItem('clueline.theme', chosen), theme)
    const gallery = new GalleryPage(page)
    await gallery.open()
    const openings: readonly (readonly [string, string, string])[] = [
      ['Menu', 'Actions', 'menu'],
      ['Menu', 'Columns', 'menu'],
      ['Dialog, Popover', 'Dialog', 'dialog'],
      ['Dialog, Popover', 'Alert dialog', 'alertdialog'],
      ['Dialog, Popover', 'Popover', 'dialog'],
    ]
    for (const [piece, button, role] of openings) {
      await gallery.cell(piece, theme).getByRole('button', { name: button, exact: true }).click()
      const opened = page.locator(`[role=${role}]`)
      await expect(opened).toBeVisible()
      expect(await violations(page, `[role=${role}]`), `${piece}: ${button}`).toEqual([])
      await page.keyboard.press('Escape')
      await expect(opened).toBeHidden()
    }
    await gallery.cell('Toast', theme).getByRole('button').click()
    await expect(page.getByText('The sample could not be removed.')).toBeVisible()
    await gallery.cell('Button', theme).getByRole('button', { name: 'Tooltip' }).hover()
    await expect(page.getByRole('tooltip')).toBeVisible()
    expect(await violations(page, 'section[aria-live]'), 'toast').toEqual([])
    expect(await violations(page, '[role=tooltip]'), 'tooltip').toEqual([])
  })
}
