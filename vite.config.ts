import { fileURLToPath } from 'node:url'
import optimizeLocales from '@react-aria/optimize-locales-plugin'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { CHROMIUM_ARGS, CHROMIUM_PATH } from './src/testing/chromium.ts'
import { lightZod } from './src/tools/build/light-zod.ts'
import { firstParts } from './src/tools/build/first-parts.ts'

const src = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url))

/** Everything that runs under Node, one file per process or command. */
const nodeEntries = {
  cli: src('cli/main.ts'),
  'engine-child': src('server/adapters/engine/engine-child.ts'),
  'import-worker': src('server/imports/import-worker.ts'),
  generate: src('tools/generate/main.ts'),
  bench: src('tools/bench/main.ts'),
  fuzz: src('tools/fuzz/main.ts'),
  'aws-lambda': src('server/platform/aws-lambda/main.ts'),
  scf: src('server/platform/tencent-scf/main.ts'),
  'crash-writer': src('tools/crash/crash-writer.ts'),
}

/** Where `npm run dev` has its server: both read the same setting. */
const devServer = `http://127.0.0.1:${process.env['PORT'] ?? 4680}`

/** Packages that every page needs. */
const FOUNDATION =
  /node_modules\/(react|react-dom|scheduler|zustand|use-sync-external-store|@tanstack\/(?!react-virtual|virtual)[\w-]+)\//

/** What is loaded with the entry file: the reader's language, and by the first word of the path the page. */
const FIRST_PARTS = {
  en: 'src/app/i18n/en.ts',
  zh: 'src/app/i18n/zh.ts',
  'en-later': 'src/app/i18n/en-later.ts',
  'zh-later': 'src/app/i18n/zh-later.ts',
  find: 'src/app/routes/FindRoute.tsx',
  logs: 'src/app/routes/LogsRoute.tsx',
  call: 'src/app/routes/CallRoute.tsx',
  session: 'src/app/routes/SessionRoute.tsx',
}

export default defineConfig(({ mode }) => {
  if (mode === 'server') {
    return {
      publicDir: false,
      build: {
        ssr: true,
        target: 'node20',
        outDir: 'dist/server',
        emptyOutDir: true,
        sourcemap: true,
        rollupOptions: { input: nodeEntries, output: { entryFileNames: '[name].js' } },
      },
    }
  }
  return {
    // The words of react-aria for the viewer's languages only: thirty others would ship otherwise.
    plugins: [
      react(),
      optimizeLocales.vite({ locales: ['en-US', 'zh-CN'] }),
      lightZod(),
      firstParts(FIRST_PARTS),
    ],
    build: {
      outDir: 'dist/app',
      target: 'es2022',
      rollupOptions: {
        output: {
          // Together they pack better, and a new build of ours leaves them in the reader's cache.
          codeSplitting: { groups: [{ name: 'foundation', test: FOUNDATION }] },
        },
      },
      // Side by side, both themes need `light-dark()` as it is written; the product lowers it for older browsers.
      ...(mode === 'gallery' ? { cssTarget: ['chrome123', 'firefox120', 'safari17.5'] } : {}),
    },
    server: { proxy: { '/api': devServer, '/v1': devServer } },
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            environment: 'node',
            include: ['src/**/*.test.ts'],
            exclude: ['src/**/*.engine.test.ts', 'src/**/*.browser.test.*'],
          },
        },
        {
          extends: true,
          test: {
            name: 'engine',
            environment: 'node',
            include: ['src/**/*.engine.test.ts'],
            globalSetup: ['src/testing/build-server.ts'],
            testTimeout: 60_000,
            hookTimeout: 60_000,
            fileParallelism: false,
          },
        },
        {
          extends: true,
          test: {
            name: 'browser',
            include: ['src/**/*.browser.test.tsx', 'src/**/*.browser.test.ts'],
            setupFiles: ['src/app/i18n/load-for-tests.ts'],
            browser: {
              enabled: true,
              headless: true,
              screenshotFailures: false,
              provider: playwright({
                launchOptions: { executablePath: CHROMIUM_PATH, args: CHROMIUM_ARGS },
              }),
              instances: [{ browser: 'chromium' }],
            },
          },
        },
      ],
    },
  }
})
