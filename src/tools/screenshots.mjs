// npm run screenshots: the pictures of README, of the real screens with the sample. Needs a built app and a Chromium.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = join(root, 'docs/images')
const data = mkdtempSync(join(tmpdir(), 'clueline-screenshots-'))
const flags = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
]

/** The call whose seat dropped, and the request that said so. */
const PICTURES = [
  { name: 'find', path: '/', language: 'en', theme: 'light' },
  { name: 'logs', path: '/logs', language: 'en', theme: 'light', open: 'SEAT_DROPPED' },
  { name: 'call', path: '/call/1475816147588359703', language: 'zh', theme: 'dark' },
  { name: 'account', path: '/account/2885100137', language: 'en', theme: 'dark' },
]

const server = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist/server/cli.js'), 'serve'], {
  env: { ...process.env, CLUELINE_DATA: data, PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const origin = await new Promise((resolve, reject) => {
    server.stdout.on('data', (part) => {
      const url = /ready: (http\S+)/.exec(String(part))?.[1]
      if (url) resolve(new URL(url).origin)
    })
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  mkdirSync(folder, { recursive: true })
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: flags,
  })
  for (const { name, path, language, theme, open } of PICTURES) {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    await page.addInitScript(
      (kept) => {
        for (const [key, value] of Object.entries(kept)) localStorage.setItem(`clueline.${key}`, value)
      },
      { language, theme },
    )
    await page.goto(origin + path)
    await page.waitForLoadState('networkidle')
    if (open) {
      await page
        .getByRole('grid')
        .getByText(open)
        .first()
        .scrollIntoViewIfNeeded()
        .catch(() => undefined)
      await page.keyboard.press('e')
      await page.waitForTimeout(800)
      await page.keyboard.press('Enter')
      await page.waitForLoadState('networkidle')
    }
    await page.waitForTimeout(800)
    await page.screenshot({ path: join(folder, `${name}.png`) })
    await context.close()
  }
  await browser.close()
} finally {
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('exit', resolve))
  rmSync(data, { recursive: true, force: true })
}
