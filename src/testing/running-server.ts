import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const CLI = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url))
/** Those of `npm start`. Uploads die young: a larger nursery saves a third of the time for garbage collection. */
const SERVER_FLAGS = ['--enable-source-maps', '--max-semi-space-size=32']
/** Generous: the machine may be busy with other tests. */
const READY_MS = 60_000

export interface Ended {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface ServerProcess {
  readonly pid: number
  /** Resolves to its address when it says it is ready; rejects with what it said when it ends before. */
  readonly ready: Promise<string>
  readonly ended: Promise<Ended>
  kill(signal: NodeJS.Signals): void
}

/** Neither the developer's own settings nor npm's may reach a server under test. */
function environment(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(CLUELINE_|npm_|PORT$|HOST$)/.test(name))
  return { ...Object.fromEntries(own), ...env }
}

function collect(child: ChildProcess): { readonly ended: Promise<Ended>; readonly stdout: () => string } {
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (part: Buffer) => (stdout += part.toString()))
  child.stderr?.on('data', (part: Buffer) => (stderr += part.toString()))
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }))
  })
  return { ended, stdout: () => stdout }
}

/** The real command, as it is built. */
export function startServerProcess(env: Readonly<Record<string, string>>): ServerProcess {
  const child = spawn(process.execPath, [...SERVER_FLAGS, CLI, 'serve'], {
    env: environment({ PORT: '0', ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { ended, stdout } = collect(child)
  const ready = new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the server was not ready in time')), READY_MS)
    child.stdout.on('data', () => {
      const url = /ready: (http\S+)/.exec(stdout())?.[1]
      if (url !== undefined) {
        clearTimeout(late)
        resolve(url)
      }
    })
    void ended.then((it) => {
      clearTimeout(late)
      reject(new Error(`the server ended with ${it.status ?? it.signal}: ${it.stderr}`))
    })
  })
  ready.catch(() => undefined)
  return { pid: child.pid ?? 0, ready, ended, kill: (signal) => void child.kill(signal) }
}

/** Runs a command to its end. */
export function runCli(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const child = spawn(process.execPath, ['--enable-source-maps', CLI, ...args], {
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return collect(child).ended
}

/** Living processes whose parent this is. Linux only. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] === String(pid)
      } catch {
        return false
      }
    })
    .map(Number)
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** Nothing listens there now. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => {
    probe.listen(0, '127.0.0.1', () => resolve())
  })
  const address = probe.address()
  await new Promise((resolve) => {
    probe.close(resolve)
  })
  return typeof address === 'object' && address ? address.port : 0
}

const GONE_POLL_MS = 50

/** Of processes that end by themselves once their parent is gone; throws when one does not. */
export async function untilGone(pids: readonly number[], withinMs = 20_000): Promise<void> {
  const deadline = performance.now() + withinMs
  while (pids.some(isAlive)) {
    if (performance.now() > deadline) throw new Error(`still alive: ${pids.filter(isAlive).join(', ')}`)
    await sleep(GONE_POLL_MS)
  }
}
