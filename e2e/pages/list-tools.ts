import type { Locator, Page } from '@playwright/test'

const NAMES = {
  en: {
    tools: 'List tools',
    find: 'Find in all rows',
    columns: 'Columns',
    searchFields: 'Search fields',
    menu: 'Copy and export',
    json: 'Copy rows as JSON',
    export: 'Export…',
    exportTitle: 'Export rows',
    start: 'Export',
    marks: 'Marks of this list',
  },
  zh: {
    tools: '列表工具',
    find: '在所有行中查找',
    columns: '列',
    searchFields: '搜索字段',
    menu: '复制与导出',
    json: '复制为 JSON',
    export: '导出…',
    exportTitle: '导出行',
    start: '导出',
    marks: '此列表的标记',
  },
} as const

/** What stands above a list, by the names that a screen reader says. */
export class ListTools {
  readonly page: Page
  readonly toolbar: Locator
  readonly findBox: Locator
  /** "3 of 1,204". */
  readonly findPlace: Locator
  readonly dialog: Locator
  readonly marks: Locator
  private readonly names: (typeof NAMES)[keyof typeof NAMES]

  constructor(page: Page, language: keyof typeof NAMES = 'en') {
    const names = NAMES[language]
    this.page = page
    this.names = names
    this.toolbar = page.getByRole('toolbar', { name: names.tools })
    this.findBox = page.getByRole('textbox', { name: names.find })
    this.findPlace = page.getByRole('search', { name: names.find }).getByRole('status')
    this.dialog = page.getByRole('dialog', { name: names.exportTitle })
    this.marks = page.getByRole('list', { name: names.marks })
  }

  /** By the key, as who reads a log does. */
  async find(text: string): Promise<void> {
    await this.page.keyboard.press('Control+f')
    await this.findBox.fill(text)
    await this.findBox.press('Enter')
  }

  async addColumn(name: string): Promise<void> {
    await this.toolbar.getByRole('button', { name: this.names.columns, exact: true }).click()
    await this.page.getByRole('textbox', { name: this.names.searchFields }).fill(name)
    await this.page.keyboard.press('Enter')
    await this.page.keyboard.press('Escape')
  }

  async copyAsJson(): Promise<void> {
    await this.openMenu(this.names.json)
  }

  async openExport(): Promise<void> {
    await this.openMenu(this.names.export)
  }

  async startExport(): Promise<void> {
    await this.dialog.getByRole('button', { name: this.names.start, exact: true }).click()
  }

  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText())
  }

  private async openMenu(item: string): Promise<void> {
    await this.toolbar.getByRole('button', { name: this.names.menu }).click()
    await this.page.getByRole('menuitem', { name: item }).click()
  }
}
