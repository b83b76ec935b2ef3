import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const START_TIMEOUT_MS = 120_000

export interface ServerProcess {
  readonly origin: string
  readonly pid: number
  /** Resident memory of the server and of its engine, MiB. NaN where /proc is not to be had. */
  memory(): { readonly server: number; readonly engine: number }
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

function residentMiB(pid: number): number {
  try {
    const kib = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kib === undefined ? Number.NaN : Number(kib) / 1_024
  } catch {
    return Number.NaN
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    )
  } catch {
    return []
  }
}

/** The real server, as `npm start` runs it, on a free port and its own data directory. */
export async function startServerProcess(
  data: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const cli = fileURLToPath(new URL('cli.js', import.meta.url))
  const child = spawn(process.execPath, ['--enable-source-maps', cli, 'serve'], {
    env: { ...process.env, ...settings, PORT: String(port), HOST: '127.0.0.1', CLUELINE_DATA: data },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const exited = once(child, 'exit')
  const pid = child.pid
  if (pid === undefined) throw new Error('the server did not start')
  const deadline = performance.now() + START_TIMEOUT_MS
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    if (performance.now() > deadline) throw new Error('the server was not ready in time')
    const health = await fetch(`${origin}/api/health`).catch(() => undefined)
    if (health?.ok) break
    await sleep(100)
  }
  return {
    origin,
    pid,
    memory: () => ({
      server: residentMiB(pid),
      engine: childrenOf(pid).reduce((sum, it) => sum + residentMiB(it), 0),
    }),
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}
