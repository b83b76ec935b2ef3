import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { generator, seededRandom, type FuzzRequest, type Surface } from './requests.ts'

/**
 * Throws the payload corpus at every route of a server of its own and asserts: never a 500, never an answer that is
 * no problem document, never stuck, and healthy at the end. Ends with status 1 and the request when one fails.
 *
 *     node dist/server/fuzz.js --seconds 60 --seed 7
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
  },
})
const SECONDS = Number(values.seconds)
const SEED = Number(values.seed)
/** Longer than the server's own longest answer. */
const STUCK_MS = 60_000
/** A live tail never ends: what it sends at once is enough. */
const TAIL_MS = 300
const AT_ONCE = 8
const START_MS = 60_000

/** Doing as much as it may at the same time is no fault; the store being away is one. */
const FULL = /"code":"(imports-busy|too-many-listeners|busy)"/

interface Answer {
  readonly status: number
  readonly type: string
  readonly body: string
}

function send(base: URL, it: FuzzRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      base,
      { method: it.method, path: it.path, headers: it.headers, timeout: STUCK_MS, agent: false },
      (incoming) => {
        const parts: Buffer[] = []
        const answer = () => ({
          status: incoming.statusCode ?? 0,
          type: incoming.headers['content-type'] ?? '',
          body: Buffer.concat(parts).toString('utf8').slice(0, 2_000),
        })
        incoming.on('data', (part: Buffer) => parts.push(part))
        incoming.on('end', () => resolve(answer()))
        incoming.on('error', reject)
        if (String(incoming.headers['content-type']).startsWith('text/event-stream')) {
          setTimeout(() => {
            resolve(answer())
            incoming.destroy()
          }, TAIL_MS)
        }
      },
    )
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer in ${STUCK_MS} ms`)))
    // A server may refuse a large body before it has read it, and close.
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const refusedEarly =
        (error.code === 'EPIPE' || error.code === 'ECONNRESET') && (it.body?.length ?? 0) > 65_536
      if (refusedEarly) resolve({ status: 413, type: 'application/problem+json', body: '' })
      else reject(error)
    })
    // An answer may come before the body has gone out; what then happens to the socket no longer matters.
    outgoing.on('socket', (socket) => socket.on('error', () => {}))
    outgoing.end(it.body)
  })
}

function faultOf({ status, type, body }: Answer, route: string): string | undefined {
  if (status === 500 || status === 0) return `status ${status}: ${body}`
  if (status === 503 && !FULL.test(body)) return `the store went away: ${body}`
  if (status >= 400 && !type.startsWith('application/problem+json') && !route.endsWith('/api/health')) {
    return `status ${status} as ${type}: ${body}`
  }
  return undefined
}

async function startServer(data: string): Promise<{ readonly child: ChildProcess; readonly url: URL }> {
  const cli = join(dirname(fileURLToPath(import.meta.url)), 'cli.js')
  const child = spawn(process.execPath, ['--enable-source-maps', cli, 'serve'], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', CLUELINE_DATA: data, CLUELINE_TOKEN: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<URL>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the server did not start')), START_MS)
    let text = ''
    child.stdout.on('data', (part: Buffer) => {
      text += part.toString()
      const found = /ready: (http\S+)/.exec(text)?.[1]
      if (found === undefined) return
      clearTimeout(late)
      resolve(new URL(found))
    })
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  return { child, url }
}

async function run(): Promise<number> {
  const data = mkdtempSync(join(tmpdir(), 'clueline-fuzz-'))
  const { child, url } = await startServer(data)
  let faults = 0
  const seen = new Map<string, number>()
  try {
    const surface = (await (await fetch(new URL('/api/openapi.json', url))).json()) as Surface
    const next = generator(surface, seededRandom(SEED))
    const deadline = performance.now() + SECONDS * 1_000
    const worker = async () => {
      while (performance.now() < deadline && faults < 5) {
        const it = next()
        let fault: string | undefined
        try {
          const answer = await send(url, it)
          const key = `${it.route} ${answer.status}`
          seen.set(key, (seen.get(key) ?? 0) + 1)
          fault = faultOf(answer, it.route)
        } catch (error) {
          fault = String(error)
        }
        if (fault === undefined) continue
        faults += 1
        const body =
          it.body === undefined
            ? ''
            : ` body ${it.body.length} bytes ${it.body.toString('utf8').slice(0, 300)}`
        console.error(`${it.method} ${it.path.slice(0, 600)}${body}\n  -> ${fault}`)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    const health = (await (await fetch(new URL('/api/health', url))).json()) as {
      status: string
      engine: { restarts: number }
    }
    if (health.status !== 'ready' || health.engine.restarts > 0) {
      faults += 1
      console.error(`not healthy at the end: ${JSON.stringify(health)}`)
    }
  } finally {
    if (child.exitCode === null) {
      const ended = new Promise((resolve) => {
        child.once('exit', resolve)
      })
      child.kill('SIGTERM')
      await ended
    } else {
      faults += 1
      console.error(`the server ended with ${child.exitCode}`)
    }
    rmSync(data, { recursive: true, force: true })
  }
  for (const [key, count] of [...seen].toSorted(([a], [b]) => a.localeCompare(b)))
    console.log(String(count).padStart(7), key)
  const total = [...seen.values()].reduce((sum, it) => sum + it, 0)
  console.log(`${total} requests in ${SECONDS} s, seed ${SEED}, ${faults} faults`)
  return faults > 0 ? 1 : 0
}

process.exitCode = await run()
