import type { Locator, Page } from '@playwright/test'

export interface DroppedFile {
  readonly name: string
  readonly text: string
}

/** The page at `/imports`, by the names that a screen reader says. */
export class ImportsPage {
  readonly page: Page
  readonly choose: Locator
  readonly uploads: Locator
  readonly rows: Locator
  readonly overlay: Locator

  constructor(page: Page) {
    this.page = page
    this.choose = page.locator('input[type=file]')
    this.uploads = page.getByRole('region', { name: 'Files being imported' }).getByRole('listitem')
    this.rows = page.getByRole('table').locator('tbody > tr')
    this.overlay = page.getByRole('region', { name: 'Drop the files' })
  }

  async open(): Promise<void> {
    await this.page.goto('/imports')
  }

  async give(...files: readonly DroppedFile[]): Promise<void> {
    await this.choose.setInputFiles(
      files.map(({ name, text }) => ({
        name,
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(text),
      })),
    )
  }

  row(file: string): Locator {
    return this.rows.filter({ hasText: file })
  }

  /** Drags files over the page, and drops them on the part of the overlay with this title. */
  async drop(title: string, files: readonly DroppedFile[]): Promise<void> {
    const data = await this.page.evaluateHandle((all) => {
      const transfer = new DataTransfer()
      for (const { name, text } of all) transfer.items.add(new File([text], name))
      return transfer
    }, files)
    await this.page.locator('main').dispatchEvent('dragenter', { dataTransfer: data })
    const zone = this.overlay.getByText(title, { exact: true }).locator('..')
    await zone.dispatchEvent('dragover', { dataTransfer: data })
    await zone.dispatchEvent('drop', { dataTransfer: data })
  }
}
