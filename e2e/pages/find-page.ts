import type { Locator, Page } from '@playwright/test'

const NAMES = {
  en: {
    box: 'Number, id or a pasted sentence',
    clear: 'Clear the search',
    calls: 'Calls',
    sessions: 'Sessions',
    recentCalls: 'Recent calls',
    logs: 'In the logs',
    searches: 'Your searches',
    sample: 'Try it on the sample',
    anyTime: 'Any time',
  },
  zh: {
    box: '号码、ID 或粘贴的整句话',
    clear: '清空查找',
    calls: '通话',
    sessions: '会话',
    recentCalls: '最近的通话',
    logs: '日志内容',
    searches: '我的查找',
    sample: '用示例试一试',
    anyTime: '不限时间',
  },
} as const

export type FindLanguage = keyof typeof NAMES

/** The page at `/`, by the names that a screen reader says. */
export class FindPage {
  readonly page: Page
  readonly box: Locator
  readonly clear: Locator
  readonly calls: Locator
  readonly sessions: Locator
  readonly recentCalls: Locator
  readonly logHits: Locator
  readonly searches: Locator
  readonly sample: Locator
  readonly anyTime: Locator

  constructor(page: Page, language: FindLanguage = 'en') {
    const names = NAMES[language]
    // "Calls 7": the number is part of the heading.
    const list = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}( \\d+)?$`) })
    this.page = page
    this.box = page.getByRole('textbox', { name: names.box })
    this.clear = page.getByRole('button', { name: names.clear })
    this.calls = list(names.calls).getByRole('link')
    this.sessions = list(names.sessions).getByRole('link')
    this.recentCalls = list(names.recentCalls).getByRole('link')
    this.logHits = list(names.logs).getByRole('link')
    this.searches = list(names.searches).getByRole('listitem')
    this.sample = list(names.sample).getByRole('button')
    this.anyTime = page.getByRole('button', { name: names.anyTime })
  }

  async open(): Promise<void> {
    await this.page.goto('/')
  }

  /** As a paste does: all at once. */
  async paste(text: string): Promise<void> {
    await this.box.focus()
    await this.page.keyboard.insertText(text)
  }
}
