import type { Locator, Page } from '@playwright/test'

const NAMES = {
  en: {
    panel: 'Open event',
    context: 'Context',
    around: 'Rows around the event',
    close: 'Close the event',
    next: 'Next row',
    showInList: 'Show in the whole list',
  },
  zh: {
    panel: '打开的事件',
    context: '上下文',
    around: '事件前后的行',
    close: '关闭事件',
    next: '下一行',
    showInList: '在完整列表中显示',
  },
} as const

/** The panel of the open row, by the names that a screen reader says. */
export class EventPanel {
  readonly page: Page
  readonly panel: Locator
  readonly title: Locator
  readonly close: Locator
  readonly next: Locator
  readonly contextTab: Locator
  readonly context: Locator
  readonly showInList: Locator

  constructor(page: Page, language: keyof typeof NAMES = 'en') {
    const names = NAMES[language]
    this.page = page
    this.panel = page.getByRole('complementary', { name: names.panel, exact: true })
    this.title = this.panel.getByRole('heading', { level: 2 })
    this.close = this.panel.getByRole('button', { name: names.close })
    this.next = this.panel.getByRole('button', { name: names.next })
    this.contextTab = this.panel.getByRole('tab', { name: names.context })
    this.context = this.panel.getByRole('grid', { name: names.around })
    this.showInList = this.panel.getByRole('button', { name: names.showInList })
  }

  async open(session: string, seq: number, query = ''): Promise<void> {
    const q = query === '' ? '' : `&q=${encodeURIComponent(query)}`
    await this.page.goto(`/logs?v=1&row=${session}.${seq}${q}`)
  }

  /** The handle of a value. */
  value(text: string): Locator {
    return this.panel.getByRole('button', { name: text, exact: true })
  }

  /** What stands behind a label of the details. */
  fact(label: string): Locator {
    return this.panel.locator('dt', { hasText: new RegExp(`^${label}$`) }).locator('xpath=../dd')
  }
}
