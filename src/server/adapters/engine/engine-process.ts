import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { EngineChildMessage, EngineChildStart, EngineChildStop } from './engine-child-protocol.ts'
import { EngineBundleMissingError } from './engine-errors.ts'

/** A child that is asked to ends itself, at the latest after 5 s; a little later it is killed from outside. */
const STOP_GRACE_MS = 6_000
/** What a process wrote before its end is read within moments. */
const CLOSE_GRACE_MS = 1_000
/** Of what the engine prints before it ends; the last part says why. */
const OUTPUT_TAIL_CHARS = 8_192
/** Printed at every start; says nothing about an end. */
const LOG_NOTICE = /^Logging errors to .*$/m
const CHILD_FILE = 'engine-child.js'

export interface EngineExit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** What the engine said: its call's error, else the end of its output. May be empty. */
  readonly reason: string
}

export interface EngineProcess {
  readonly pid: number
  readonly exited: Promise<EngineExit>
  isRunning(): boolean
  /** Asks it to end, later SIGKILL; resolves when the process is gone. */
  stop(): Promise<EngineExit>
  /** SIGKILL, as a crash would be. */
  kill(): void
}

/** Beside the bundle this runs in, or, when this runs from source (tests), in `dist`; throws when it is in neither. */
export function engineChildFile(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const candidates = [
    join(here, CHILD_FILE),
    join(here, '..', CHILD_FILE),
    join(here, '../../../../dist/server', CHILD_FILE),
  ]
  const found = candidates.find((file) => existsSync(file))
  if (found === undefined) throw new EngineBundleMissingError(candidates)
  return found
}

function isChildMessage(message: unknown): message is EngineChildMessage {
  return (
    typeof message === 'object' &&
    message !== null &&
    'reason' in message &&
    typeof message.reason === 'string'
  )
}

export function startEngineProcess(start: EngineChildStart, cwd: string): EngineProcess {
  const child = fork(engineChildFile(), [], {
    cwd,
    // Nothing of the server's environment (tokens, keys) belongs into the engine.
    env: { PATH: process.env['PATH'] ?? '', TZ: 'UTC', LANG: 'C.UTF-8' },
    execArgv: ['--enable-source-maps'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  let reported = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-OUTPUT_TAIL_CHARS)
    })
  }
  child.on('message', (message) => {
    if (isChildMessage(message)) reported = message.reason
  })
  const exited = exitOf(child, () => reported || output.replace(LOG_NOTICE, '').trim())
  child.send(start, (error) => {
    if (error) reported ||= error.message
  })
  const isRunning = () => child.exitCode === null && child.signalCode === null && child.pid !== undefined
  return {
    pid: child.pid ?? 0,
    exited,
    isRunning,
    async stop() {
      // Not `disconnect`: after it Node never says that the child has closed.
      if (isRunning() && child.connected) child.send('stop' satisfies EngineChildStop, () => undefined)
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS)
      const exit = await exited
      clearTimeout(timer)
      return exit
    },
    kill: () => void child.kill('SIGKILL'),
  }
}

/** Resolves when the process is gone; `reason` is asked when its output and its last message are in. */
export function exitOf(child: ChildProcess, reason: () => string): Promise<EngineExit> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      if (child.pid === undefined) resolve({ code: null, signal: null, reason: error.message })
    })
    let grace: NodeJS.Timeout | undefined
    const end = (code: number | null, signal: NodeJS.Signals | null) => {
      clearTimeout(grace)
      resolve({ code, signal, reason: reason() })
    }
    // Not `exit` alone: on `close` the output and the last message are in. But a pipe that something else holds open
    // never closes, and whoever stops the engine must not wait for that.
    child.once('close', end)
    child.once('exit', (code, signal) => (grace = setTimeout(() => end(code, signal), CLOSE_GRACE_MS)))
  })
}
