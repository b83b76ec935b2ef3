import type { Locator, Page } from '@playwright/test'

const NAMES = {
  en: {
    card: 'Call card',
    lights: 'What a call needs',
    phases: 'Phases of the call',
    answer: 'Copy answer for the client',
    options: 'Language and zone of the answer',
    preview: 'What is copied',
    developers: 'Copy for developers',
    fold: 'Fold the card to one line',
    unfold: 'Unfold the card',
    reveal: 'Show the whole number',
    reason: 'Reason',
    show: 'Show',
    language: 'Language',
    zone: 'Time zone',
    copy: 'Copy',
  },
  zh: {
    card: '通话卡片',
    lights: '通话所需的五个环节',
    phases: '通话阶段',
    answer: '复制给客户的答复',
    options: '答复的语言和时区',
    preview: '将复制的内容',
    developers: '复制给开发',
    fold: '收起为一行',
    unfold: '展开卡片',
    reveal: '显示完整号码',
    reason: '原因',
    show: '显示',
    language: '语言',
    zone: '时区',
    copy: '复制',
  },
} as const

/** The page of a call, by the names that a screen reader says. */
export class CallPage {
  readonly page: Page
  readonly card: Locator
  readonly sentence: Locator
  readonly lights: Locator
  readonly phases: Locator
  readonly answer: Locator
  readonly options: Locator
  readonly developers: Locator
  readonly fold: Locator
  readonly unfold: Locator
  readonly reveal: Locator
  readonly dialog: Locator
  readonly names: (typeof NAMES)[keyof typeof NAMES]

  constructor(page: Page, language: keyof typeof NAMES = 'en') {
    const names = NAMES[language]
    this.names = names
    this.page = page
    this.card = page.getByRole('region', { name: names.card })
    this.sentence = this.card.getByRole('heading', { level: 1 })
    this.lights = page.getByRole('list', { name: names.lights }).getByRole('listitem')
    this.phases = page.getByRole('list', { name: names.phases }).getByRole('button')
    this.answer = this.card.getByRole('button', { name: names.answer, exact: true })
    this.options = this.card.getByRole('button', { name: names.options })
    this.developers = this.card.getByRole('button', { name: names.developers })
    this.fold = this.card.getByRole('button', { name: names.fold })
    this.unfold = this.card.getByRole('button', { name: names.unfold })
    this.reveal = this.card.getByRole('button', { name: names.reveal })
    this.dialog = page.getByRole('dialog')
  }

  async open(callid: string): Promise<void> {
    await this.page.goto(`/call/${callid}`)
  }

  /** What the clipboard holds. */
  copied(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText())
  }
}
