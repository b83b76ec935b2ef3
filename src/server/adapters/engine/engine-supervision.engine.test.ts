import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestEngine } from '#testing/engine.ts'
import type { TestEngine } from '#testing/engine.ts'
import { processBegan } from './data-directory.ts'
import { startEmbeddedEngine } from './embedded-engine.ts'
import type { EmbeddedEngineOptions } from './embedded-engine.ts'
import { createEngineSecrets, enginePaths, SECRET_HEADER, writeEngineConfig } from './engine-config.ts'
import { locateEngineLibrary } from './engine-library.ts'
import { pickPort } from './engine-port.ts'
import type { EngineStatus } from './engine-status.ts'

const WAIT = { timeout: 20_000, interval: 20 }

let seen: EngineStatus[]
let running: TestEngine[]
beforeEach(() => {
  seen = []
  running = []
})
afterEach(() => Promise.all(running.map((it) => it.stop())))

async function start(options: Partial<EmbeddedEngineOptions> = {}): Promise<TestEngine> {
  const engine = await startTestEngine({ onStatus: (status) => seen.push(status), ...options })
  running.push(engine)
  return engine
}

const states = () => seen.map((it) => it.state)

async function count(engine: TestEngine): Promise<string> {
  const result = await engine.clients.reader.query({
    query: 'SELECT count() AS n FROM t',
    format: 'JSONEachRow',
  })
  return (await result.json<{ n: string }>())[0]?.n ?? ''
}

test('a killed engine comes back with its data, for the same clients, and is counted', async () => {
  const engine = await start()
  await engine.clients.writer.command({ query: 'CREATE TABLE t (n UInt64) ENGINE = MergeTree ORDER BY n' })
  for (const round of [1, 2]) {
    await engine.clients.writer.insert({ table: 't', values: [{ n: round }], format: 'JSONEachRow' })
    const before = engine.engine.pid()
    engine.kill()
    await expect.poll(() => engine.engine.status(), WAIT).toMatchObject({ state: 'ready', restarts: round })
    expect(engine.engine.status().uncleanStops).toBe(round)
    expect(engine.engine.pid()).not.toBe(before)
    expect(await count(engine)).toBe(String(round))
  }
  expect(states()).toEqual(['ready', 'restarting', 'ready', 'restarting', 'ready'])
  expect(seen[1]?.reason).toMatch(/SIGKILL/)
})

test.each(['SIGSEGV', 'SIGABRT', 'SIGBUS'] as const)('a crash by %s is named and mended', async (signal) => {
  const engine = await start({ restart: { firstDelayMs: 1 } })
  process.kill(engine.engine.pid(), signal)
  await expect.poll(() => engine.engine.status(), WAIT).toMatchObject({ state: 'ready', restarts: 1 })
  expect(seen.find((it) => it.state === 'restarting')?.reason).toContain(signal)
})

test('signals to the whole group leave the engine to the server, which ends it', async () => {
  const engine = await start()
  const pid = engine.engine.pid()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGINT'] as const) process.kill(pid, signal)
  await engine.clients.writer.command({ query: 'CREATE TABLE t (n UInt64) ENGINE = MergeTree ORDER BY n' })
  expect(await count(engine)).toBe('0')
  expect(engine.engine.pid()).toBe(pid)
  await engine.engine.stop()
  expect(processBegan(pid)).toBeUndefined()
  expect(states()).toEqual(['ready', 'stopped'])
})

test('an engine that runs but no longer answers is started anew', async () => {
  const engine = await start({ restart: { healthEveryMs: 50, healthTimeoutMs: 1_000 } })
  const { url, headers } = engine.connection
  await fetch(`${url}/?user=default`, { method: 'POST', headers, body: 'SYSTEM STOP LISTEN HTTP' })
  await expect.poll(() => engine.engine.status(), WAIT).toMatchObject({ state: 'ready', restarts: 1 })
  expect(seen.find((it) => it.state === 'restarting')?.reason).toMatch(/did not answer 3 checks in a row/)
})

test.each([
  [
    'in the engine’s words',
    '<clickhouse><users_config>/nowhere.xml</users_config></clickhouse>',
    /nowhere\.xml/,
  ],
  ['also when the engine crashes instead of saying why', '<broken', /ended by SIG/],
])('an engine that cannot start again is given up, with the reason %s', async (_, config, reason) => {
  const engine = await start({ restart: { firstDelayMs: 1, quickFailures: 3 } })
  writeFileSync(enginePaths(engine.dataDirectory).configFile, config)
  engine.kill()
  await expect.poll(() => engine.engine.status().state, WAIT).toBe('failed')
  expect(engine.engine.status().reason).toMatch(/failed 3 times in a row\. Last reason: /)
  expect(engine.engine.status().reason).toMatch(reason)
  await engine.engine.stop()
  expect(engine.engine.status().state).toBe('stopped')
})

test('stopping while it restarts leaves no process behind', async () => {
  const engine = await start({ restart: { firstDelayMs: 1 } })
  engine.kill()
  await expect.poll(() => engine.engine.status().state, { ...WAIT, interval: 1 }).toBe('restarting')
  await Promise.all([engine.engine.stop(), engine.engine.stop()])
  expect(engine.engine.status().state).toBe('stopped')
  expect(processBegan(engine.engine.pid())).toBeUndefined()
  const again = await startEmbeddedEngine({ dataDirectory: engine.dataDirectory, restart: { lockWaitMs: 0 } })
  await again.stop()
})

test('a directory that a server of this machine holds is refused at once and by name', async () => {
  const engine = await start()
  await expect(startEmbeddedEngine({ dataDirectory: engine.dataDirectory })).rejects.toMatchObject({
    code: 'data-directory-in-use',
    message: expect.stringContaining(`process ${process.pid}`),
  })
  expect(engine.engine.status().state).toBe('ready')
})

test('a directory that only the engine’s own lock guards is refused too', async () => {
  const engine = await start()
  rmSync(join(engine.dataDirectory, 'server.lock'))
  const options = { dataDirectory: engine.dataDirectory, restart: { lockWaitMs: 300 } }
  await expect(startEmbeddedEngine(options)).rejects.toMatchObject({
    code: 'data-directory-in-use',
    message: expect.stringContaining('another process'),
  })
})

/** Stands for a server: starts the engine's process as ours does, says its id, and does nothing more. */
const PARENT = `
import { fork } from 'node:child_process'
const [file, start, cwd] = process.argv.slice(2)
const child = fork(file, [], { cwd, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
child.send(JSON.parse(start))
process.stdout.write(String(child.pid) + '\\n')
`
const CHILD_FILE = fileURLToPath(new URL('../../../../dist/server/engine-child.js', import.meta.url))

test('kill -9 of the server ends the engine, and the next server gets directory and port', async () => {
  const root = mkdtempSync(join(tmpdir(), 'clueline-orphan-'))
  const dataDirectory = join(root, 'data')
  const paths = enginePaths(dataDirectory)
  const secrets = createEngineSecrets()
  writeEngineConfig(paths, secrets, true)
  const port = await pickPort()
  const parentFile = join(root, 'parent.mjs')
  writeFileSync(parentFile, PARENT)
  const startMessage = JSON.stringify({
    library: locateEngineLibrary(),
    storePath: paths.store,
    configFile: paths.configFile,
    port,
  })
  const parent = spawn(process.execPath, [parentFile, CHILD_FILE, startMessage, paths.cwd], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const childPid = await new Promise<number>((resolve) => {
      parent.stdout.once('data', (text: Buffer) => resolve(Number(text.toString())))
    })
    const ping = () =>
      fetch(`http://127.0.0.1:${port}/ping`, { headers: { [SECRET_HEADER]: secrets.header } }).then(
        (response) => response.ok,
        () => false,
      )
    await expect.poll(ping, WAIT).toBe(true)
    expect(processBegan(childPid)).toBeDefined()
    parent.kill('SIGKILL')
    await expect.poll(() => processBegan(childPid), WAIT).toBeUndefined()
    expect(await ping()).toBe(false)
    const next = await startEmbeddedEngine({ dataDirectory })
    expect(next.status().state).toBe('ready')
    await next.stop()
  } finally {
    parent.kill('SIGKILL')
    rmSync(root, { recursive: true, force: true })
  }
})

test('the engine’s program started by hand ends at once', async () => {
  const child = spawn(process.execPath, [CHILD_FILE], { cwd: dirname(CHILD_FILE), stdio: 'ignore' })
  const code = await new Promise((resolve) => child.once('exit', resolve))
  expect(code).toBe(1)
})
