import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import { CHROMIUM_ARGS, CHROMIUM_PATH } from '../src/testing/chromium.ts'

const PORT = Number(process.env['E2E_PORT'] ?? 4690)
const origin = `http://127.0.0.1:${PORT}`

// Workers load this file again; only the first process may choose the directory.
process.env['E2E_DATA'] ??= mkdtempSync(join(tmpdir(), 'clueline-e2e-'))

/** They store events; the sample steps back from the logs once others are there, so those that read it come first. */
const WRITING = /(hostile|imports|links|open-file|settings|tail)\.spec\.ts$/

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: false,
  workers: 1,
  timeout: 30_000,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
  projects: [
    { name: 'reading', testIgnore: WRITING },
    { name: 'writing', testMatch: WRITING },
  ],
  use: {
    baseURL: origin,
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'Asia/Shanghai',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: CHROMIUM_PATH, args: CHROMIUM_ARGS },
  },
  webServer: {
    command: 'node --enable-source-maps dist/server/cli.js serve',
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    url: `${origin}/api/health`,
    env: { PORT: String(PORT), CLUELINE_DATA: process.env['E2E_DATA'] },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    timeout: 60_000,
  },
})
