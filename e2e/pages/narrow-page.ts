import type { Locator, Page } from '@playwright/test'
import { LogsPage } from './logs-page.ts'

const NAMES = {
  en: {
    histogram: /^Events over time\./,
    facets: 'Facets',
    hideFacets: 'Hide facets',
    showFacets: 'Show facets',
    zone: 'Time zone',
    apply: 'Apply',
    from: 'From',
    to: 'To',
    crumbs: 'Way back to wider ranges',
  },
  zh: {
    histogram: /^事件随时间的分布\./,
    facets: '分面',
    hideFacets: '隐藏分面',
    showFacets: '显示分面',
    zone: '时区',
    apply: '应用',
    from: '从',
    to: '到',
    crumbs: '返回更大的范围',
  },
} as const

/** What narrows the list at `/logs`: query box, histogram, facets, range and zone. */
export class NarrowPage extends LogsPage {
  readonly histogram: Locator
  readonly facets: Locator
  readonly hideFacets: Locator
  readonly showFacets: Locator
  readonly rangeButton: Locator
  readonly from: Locator
  readonly to: Locator
  readonly apply: Locator
  readonly crumbs: Locator
  readonly options: Locator
  readonly bracket: Locator

  constructor(page: Page, language: keyof typeof NAMES = 'en') {
    super(page, language)
    const names = NAMES[language]
    this.histogram = page.getByRole('slider', { name: names.histogram })
    this.facets = page.getByRole('region', { name: names.facets, exact: true })
    this.hideFacets = page.getByRole('button', { name: names.hideFacets })
    this.showFacets = page.getByRole('button', { name: names.showFacets })
    this.rangeButton = page
      .locator('main, body')
      .getByRole('button', { name: /All time|全部时间|Last|最近|\d{4}-\d{2}-\d{2}/ })
      .first()
    this.from = page.getByRole('textbox', { name: names.from, exact: true })
    this.to = page.getByRole('textbox', { name: names.to, exact: true })
    this.apply = page.getByRole('button', { name: names.apply, exact: true })
    this.crumbs = page.getByRole('navigation', { name: names.crumbs })
    this.options = page.getByRole('option')
    this.bracket = page.getByTestId('bracket')
  }

  /** The button that includes a value; its name ends with the count. */
  value(name: RegExp): Locator {
    return this.facets.getByRole('button', { name })
  }

  /** The part of the address that a link carries. */
  param(name: string): string | null {
    return new URL(this.page.url()).searchParams.get(name)
  }
}
