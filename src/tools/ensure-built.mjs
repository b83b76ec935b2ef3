// Builds the app and the server bundle when they are missing or older than their sources.
// Plain JavaScript: it runs before anything of ours has been compiled.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Clueline needs Node 20.19 or newer; this is ${process.version}.`)
  process.exit(1)
}

function newest(path) {
  const full = root + path
  if (!existsSync(full)) return 0
  const stat = statSync(full)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, 0, ...readdirSync(full).map((name) => newest(`${path}/${name}`)))
}

const builds = [
  { name: 'server', product: 'dist/server/cli.js', args: ['--mode', 'server'] },
  { name: 'app', product: 'dist/app/index.html', args: [] },
]
const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json']
const only = process.argv[2]
const newestSource = Math.max(...sources.map(newest))

for (const build of builds) {
  if (only && only !== build.name) continue
  if (newest(build.product) >= newestSource) continue
  console.error(`Building the ${build.name} …`)
  const vite = `${root}node_modules/vite/bin/vite.js`
  if (!existsSync(vite)) {
    console.error('The packages are not installed. Run: npm ci')
    process.exit(1)
  }
  const result = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn', ...build.args], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (result.status !== 0) process.exit(result.status ?? 1)
}
