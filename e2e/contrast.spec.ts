import { expect, test, type Page } from '@playwright/test'
import { buildGallery, GalleryPage } from './pages/gallery-page.ts'

/**
 * Contrast of what stands on what, as Chromium shows it to eyes that see fewer colours. Each pair of tokens is painted
 * as two flat patches, the page is photographed under the browser's own emulation, and the ratio is computed (WCAG 2)
 * from the pixels of the photograph: what is measured is what is seen, with no model of ours in between.
 */

const DEFICIENCIES = ['none', 'protanopia', 'deuteranopia', 'tritanopia', 'achromatopsia'] as const
const THEMES = ['light', 'dark'] as const
/** WCAG 2.2: text (1.4.3), and shapes that carry meaning (1.4.11). */
const TEXT = 4.5
const MARK = 3

interface Pair {
  readonly front: string
  readonly ground: string
  readonly least: number
}

const token = (name: string) => `var(--${name})`
const GROUNDS = ['grey-0', 'grey-1', 'grey-2'].map(token)
/** A row that is selected or focused. */
const SELECTED = token('accent-quiet')
const CATEGORIES = [
  'page',
  'request',
  'push',
  'call',
  'websocket',
  'webrtc',
  'app',
  'sdk',
  'network',
  'database',
]
const MARKS = ['1', '2', '3', '4', '5', '6', '7', '8']
/** As `LabelChip` draws them, all round the circle. */
const LABELS = Array.from({ length: 17 }, (_, index) => 100 + index * 15)
const labelText = (hue: number) => `light-dark(oklch(0.46 0.09 ${hue}), oklch(0.82 0.09 ${hue}))`

const on = (least: number, fronts: readonly string[], grounds: readonly string[]): readonly Pair[] =>
  fronts.flatMap((front) => grounds.map((ground) => ({ front, ground, least })))

const PAIRS: readonly Pair[] = [
  ...on(TEXT, ['grey-4', 'grey-5', 'grey-6', 'accent', 'warn', 'error'].map(token), GROUNDS),
  ...on(TEXT, ['grey-5', 'grey-6', 'accent', 'warn', 'error'].map(token), [SELECTED]),
  ...on(TEXT, [token('warn'), token('grey-6')], [token('warn-quiet')]),
  ...on(TEXT, [token('error'), token('grey-6')], [token('error-quiet')]),
  ...on(TEXT, [token('on-accent')], [token('accent')]),
  ...on(TEXT, [token('on-error')], [token('error')]),
  ...on(
    TEXT,
    [token('grey-6')],
    [...MARKS.map((it) => token(`mark-${it}-quiet`)), token('hit'), token('hit-present')],
  ),
  ...on(TEXT, LABELS.map(labelText), GROUNDS),
  ...on(
    MARK,
    CATEGORIES.map((it) => token(`category-${it}`)),
    [...GROUNDS, SELECTED],
  ),
  ...on(
    MARK,
    MARKS.map((it) => token(`mark-${it}`)),
    GROUNDS.slice(0, 2),
  ),
  ...on(MARK, [token('warn'), token('error'), token('accent')], [...GROUNDS, SELECTED]),
  ...on(MARK, [token('edge')], GROUNDS.slice(0, 2)),
]

const PATCH = 8

/** Two patches per pair, left to right and top to bottom, above everything else. */
async function paint(page: Page, theme: string): Promise<void> {
  await page.evaluate(
    ({ pairs, theme, patch }) => {
      const sheet = document.createElement('div')
      sheet.style.cssText = `position:fixed;inset:0;z-index:999999;background:#fff;color-scheme:${theme};
        display:grid;grid-template-columns:repeat(40,${patch}px);grid-auto-rows:${patch}px;align-content:start`
      for (const colour of pairs.flatMap((it) => [it.front, it.ground])) {
        const square = document.createElement('i')
        square.style.background = colour
        sheet.append(square)
      }
      document.body.append(sheet)
    },
    { pairs: PAIRS, theme, patch: PATCH },
  )
}

type Rgb = readonly [number, number, number]

/** Colours in the middle of the patches of a photograph. The browser decodes its own picture. */
async function colours(page: Page, png: Buffer): Promise<readonly Rgb[]> {
  return page.evaluate(
    async ({ base64, count, patch }) => {
      const bytes = Uint8Array.from(atob(base64), (it) => it.charCodeAt(0))
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
      const context = canvas.getContext('2d')
      if (!context) throw new Error('no canvas')
      context.drawImage(bitmap, 0, 0)
      return Array.from({ length: count }, (_, index) => {
        const x = (index % 40) * patch + patch / 2
        const y = Math.floor(index / 40) * patch + patch / 2
        const [r = 0, g = 0, b = 0] = context.getImageData(x, y, 1, 1).data
        return [r, g, b] as const
      })
    },
    { base64: png.toString('base64'), count: PAIRS.length * 2, patch: PATCH },
  )
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((it) => {
    const share = it / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function ratio(a: Rgb, b: Rgb): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

test.beforeAll(() => {
  test.setTimeout(120_000)
  buildGallery()
})

for (const theme of THEMES) {
  test(`text 4.5:1 and marks 3:1 for every kind of colour vision, ${theme}`, async ({ page }) => {
    await page.addInitScript((chosen) => localStorage.setItem('clueline.theme', chosen), theme)
    await new GalleryPage(page).open()
    await paint(page, theme)
    const cdp = await page.context().newCDPSession(page)
    const seen: string[] = []
    const tooFaint: string[] = []
    for (const type of DEFICIENCIES) {
      await cdp.send('Emulation.setEmulatedVisionDeficiency', { type })
      const rgb = await colours(page, await page.screenshot())
      seen.push(JSON.stringify(rgb))
      for (const [index, pair] of PAIRS.entries()) {
        const [front, ground] = rgb.slice(index * 2, index * 2 + 2)
        if (!front || !ground) throw new Error('a patch is missing')
        const found = ratio(front, ground)
        if (found < pair.least) {
          tooFaint.push(`${type}: ${pair.front} on ${pair.ground} ${found.toFixed(2)} < ${pair.least}`)
        }
      }
    }
    // The emulation really changed what is seen, each kind in its own way.
    expect(new Set(seen).size).toBe(DEFICIENCIES.length)
    expect(tooFaint).toEqual([])
  })
}
