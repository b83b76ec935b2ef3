/**
 * Fails when the first load of the viewer grows too large: all JavaScript that a page needs before it paints, in the
 * language that needs most. Reads the built app, so it runs after `vite build`.
 * Plain JavaScript: it runs without being compiled.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

/** What the viewer promises: about a second on a slow mobile line, with a warm connection. */
const MAX_BYTES = 230_000
const PAGES = ['find', 'logs']
/** As `public/start.js` knows. */
const NEEDS_LATER_WORDS = ['find']
const LANGUAGES = ['en', 'zh']
/** Must stay in files of their own: a text that only they contain, and what they are. */
const LAZY = [
  ['recharts-wrapper', 'recharts'],
  ['react-aria-Popover', 'the overlays of react-aria-components'],
]

const app = fileURLToPath(new URL('../../dist/app/', import.meta.url))
const html = readFileSync(join(app, 'index.html'), 'utf8')

/** Files that `src/tools/build/first-parts.ts` listed for a part. */
function partFiles(name) {
  const list = new RegExp(` data-${name}="([^"]*)"`).exec(html)?.[1]
  if (list === undefined) throw new Error(`index.html lists no files of "${name}"; was the app built?`)
  return list.split(' ').filter((it) => it.endsWith('.js'))
}

const entry = [...html.matchAll(/<(?:script|link)[^>]+(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(
  (it) => it[1],
)
const loads = PAGES.flatMap((page) =>
  LANGUAGES.map((language) => ({
    name: `${page}, ${language}`,
    files: [
      ...new Set([
        ...entry,
        ...partFiles(language),
        ...(NEEDS_LATER_WORDS.includes(page) ? partFiles(`${language}-later`) : []),
        ...partFiles(page),
      ]),
    ],
  })),
)
const texts = new Map(loads.flatMap((it) => it.files).map((path) => [path, readFileSync(join(app, path))]))
const size = (path) => gzipSync(texts.get(path)).length

let failed = false
for (const { name, files } of loads) {
  const total = files.reduce((sum, path) => sum + size(path), 0)
  console.log(
    `first load of ${name}: ${total} of ${MAX_BYTES} bytes of gzipped JavaScript, ${files.length} files`,
  )
  if (total <= MAX_BYTES) continue
  failed = true
  console.error(`size gate: ${total - MAX_BYTES} bytes too many`)
  for (const path of files.toSorted((a, b) => size(b) - size(a))) console.error(`  ${size(path)}  ${path}`)
}
for (const [mark, what] of LAZY) {
  const inside = [...texts].find(([, text]) => text.includes(mark))
  if (!inside) continue
  failed = true
  console.error(`size gate: ${what} is in the first load (${inside[0]}); import it lazily`)
}
if (failed) process.exit(1)
