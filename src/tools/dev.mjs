// npm run dev: the server, built again and restarted when its sources change, behind Vite's own development server.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { build, createServer } from 'vite'

const PORT = 5173
const root = fileURLToPath(new URL('../../', import.meta.url))
// A folder of its own, so that a server started by npm start keeps its files.
const outDir = `${root}.cache/dev/server`
const address = `http://localhost:${PORT}`

let server
let stopping = false

function start() {
  // The browser's requests come through Vite: their origin is its address.
  server = fork(`${outDir}/cli.js`, ['serve'], {
    cwd: root,
    execArgv: ['--enable-source-maps'],
    env: { CLUELINE_LOG: 'info', ...process.env, CLUELINE_PUBLIC_URL: address },
  })
}

function stopServer() {
  return new Promise((resolve) => {
    if (!server || server.exitCode !== null) return resolve()
    server.once('exit', resolve)
    server.kill('SIGTERM')
  })
}

async function restart() {
  await stopServer()
  if (!stopping) start()
}

const watcher = await build({
  root,
  mode: 'server',
  logLevel: 'warn',
  build: { watch: {}, outDir },
})
let restarting = Promise.resolve()
watcher.on('event', (event) => {
  if (event.code === 'ERROR') console.error(event.error.message)
  if (event.code === 'END') restarting = restarting.then(restart)
})

const vite = await createServer({ root, server: { port: PORT, strictPort: true } })
await vite.listen()
vite.printUrls()

async function stop() {
  if (stopping) process.exit(1)
  stopping = true
  await Promise.all([stopServer(), watcher.close(), vite.close()])
  process.exit(0)
}
process.on('SIGINT', () => void stop())
process.on('SIGTERM', () => void stop())
