import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from '@playwright/test'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const OUT = 'dist/gallery'
const ORIGIN = 'http://gallery.localhost'
const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
  html: 'text/html',
}

/** The gallery is not part of the product, so it is built here. */
export function buildGallery(): void {
  execFileSync('npx', ['vite', 'build', '--mode', 'gallery', '--outDir', OUT, '--logLevel', 'error'], {
    cwd: ROOT,
  })
}

/** Every piece of the interface in both themes and languages; served from files, without a server. */
export class GalleryPage {
  readonly page: Page
  readonly pieces: Locator

  constructor(page: Page) {
    this.page = page
    this.pieces = page.locator('[data-piece]')
  }

  async open(): Promise<void> {
    await this.page.route(`${ORIGIN}/**`, async (route) => {
      const { pathname } = new URL(route.request().url())
      if (pathname.startsWith('/api/')) return route.fulfill({ json: {} })
      const path = /\.\w+$/.test(pathname) ? pathname : '/index.html'
      const type = TYPES[path.split('.').pop() ?? ''] ?? 'application/octet-stream'
      return route.fulfill({ body: readFileSync(join(ROOT, OUT, normalize(path))), contentType: type })
    })
    await this.page.goto(`${ORIGIN}/gallery`)
    await this.pieces.last().waitFor()
  }

  /** A piece as one theme shows it, in English. */
  cell(name: string, theme: 'light' | 'dark'): Locator {
    return this.page.locator(`[data-piece="${name}"] [data-theme-cell="${theme}"]`).first()
  }
}
