import type { Locator, Page } from '@playwright/test'

const NAMES = {
  en: {
    commands: 'Commands',
    language: 'Language',
    look: 'Look',
    status: 'Status of this page',
    keys: 'What works here',
  },
  zh: { commands: '命令', language: '语言', look: '外观', status: '本页状态', keys: '本页可用的按键' },
} as const

/** What stands around every page, by the names that a screen reader says. */
export class FramePage {
  readonly page: Page
  readonly commands: Locator
  readonly palette: Locator
  readonly paletteInput: Locator
  readonly keyHelp: Locator
  readonly language: Locator
  readonly look: Locator
  readonly status: Locator

  constructor(page: Page, language: keyof typeof NAMES = 'en') {
    const names = NAMES[language]
    this.page = page
    this.commands = page.getByRole('banner').getByRole('button', { name: names.commands })
    this.palette = page.getByRole('dialog', { name: names.commands })
    this.paletteInput = this.palette.getByRole('combobox')
    this.keyHelp = page.getByRole('dialog', { name: names.keys })
    this.language = page.getByRole('banner').getByRole('button', { name: names.language })
    this.look = page.getByRole('banner').getByRole('button', { name: names.look })
    this.status = page.getByRole('contentinfo', { name: names.status })
  }

  option(name: string | RegExp): Locator {
    return this.palette.getByRole('option', { name })
  }
}

/** Before the first page: the reader has chosen these. */
export async function prefer(page: Page, choices: Readonly<Record<string, string>>): Promise<void> {
  await page.addInitScript((chosen) => {
    for (const [name, value] of Object.entries(chosen)) localStorage.setItem(`clueline.${name}`, value)
  }, choices)
}
