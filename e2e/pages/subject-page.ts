import type { Locator, Page } from '@playwright/test'

const NAMES = {
  en: {
    figures: 'Figures of the range',
    outcomes: 'Calls by outcome',
    legend: 'Outcomes; choose one to list its calls',
    asTable: 'Show as a table',
    reasons: 'Why calls failed or dropped',
    states: 'Seat and socket',
    calls: 'Latest calls',
    sessions: 'Latest sessions',
    openAll: 'Open the logs of these calls',
    seat: 'Seat',
    query: 'Filter events',
  },
  zh: {
    figures: '所选时间段的指标',
    outcomes: '通话结果分布',
    legend: '通话结果，选择一项以列出相应通话',
    asTable: '以表格显示',
    reasons: '失败与中断原因',
    states: '坐席与长连接状态',
    calls: '最近通话',
    sessions: '最近会话',
    openAll: '查看这些通话的日志',
    seat: '坐席',
    query: '筛选事件',
  },
} as const

/** The page of an account, staff member or device, by the names that a screen reader says. */
export class SubjectPage {
  readonly page: Page
  readonly title: Locator
  readonly figures: Locator
  readonly outcomes: Locator
  readonly legend: Locator
  readonly asTable: Locator
  readonly reasons: Locator
  readonly calls: Locator
  readonly seatBands: Locator
  readonly openAll: Locator
  readonly query: Locator

  constructor(page: Page, language: keyof typeof NAMES = 'en') {
    const names = NAMES[language]
    const panel = (name: string) => page.getByRole('region', { name, exact: true })
    this.page = page
    this.title = page.getByRole('heading', { level: 1 })
    this.figures = page.getByLabel(names.figures)
    this.outcomes = panel(names.outcomes).first()
    this.legend = page.getByRole('list', { name: names.legend }).getByRole('button')
    this.asTable = page.getByRole('button', { name: names.asTable })
    this.reasons = panel(names.reasons).getByRole('button')
    this.calls = panel(names.calls).locator('tbody tr')
    this.seatBands = panel(names.states)
      .getByRole('list', { name: names.seat, exact: true })
      .getByRole('listitem')
    this.openAll = page.getByRole('link', { name: names.openAll })
    this.query = page
      .getByRole('combobox', { name: names.query })
      .or(page.getByRole('textbox', { name: names.query }))
  }

  async open(kind: 'account' | 'staff' | 'device', id: string, search = ''): Promise<void> {
    await this.page.goto(`/${kind}/${encodeURIComponent(id)}${search}`)
  }
}
