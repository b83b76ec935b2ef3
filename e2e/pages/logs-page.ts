import type { Locator, Page } from '@playwright/test'

const NAMES = {
  en: { query: 'Filter events', run: 'Run', clear: 'Clear', rows: 'Events' },
  zh: { query: '筛选事件', run: '查询', clear: '清空', rows: '事件' },
} as const

/** The screen at `/logs`, by the names that a screen reader says. */
export class LogsPage {
  readonly page: Page
  readonly queryBox: Locator
  readonly run: Locator
  readonly clear: Locator
  readonly grid: Locator
  /** Those on the screen and a few beyond its edges. */
  readonly rows: Locator
  readonly status: Locator

  constructor(page: Page, language: keyof typeof NAMES = 'en') {
    const names = NAMES[language]
    this.page = page
    this.queryBox = page.getByRole('textbox', { name: names.query })
    this.run = page.getByRole('button', { name: names.run, exact: true })
    this.clear = page.getByRole('button', { name: names.clear, exact: true })
    this.grid = page.getByRole('grid', { name: names.rows, exact: true })
    this.rows = this.grid.locator('[role=row][data-session]')
    this.status = page.getByRole('contentinfo').or(page.locator('footer'))
  }

  async open(query?: string): Promise<void> {
    await this.page.goto(query === undefined ? '/logs' : `/logs?q=${encodeURIComponent(query)}`)
  }

  async filter(query: string): Promise<void> {
    await this.queryBox.fill(query)
    await this.queryBox.press('Enter')
  }
}
