import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  childrenOf,
  freePort,
  runCli,
  startServerProcess,
  untilGone,
  type ServerProcess,
} from '#testing/running-server.ts'

const FIXTURES = fileURLToPath(new URL('../testing/fixtures/imports', import.meta.url))
/** The first two lines of what the sample holds are the record of a session and its first event. */
const SAMPLE_SESSION = 'sample-healthy'

let data = ''
let server: ServerProcess
let env: Readonly<Record<string, string>> = {}

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'clueline-cli-'))
  server = startServerProcess({ CLUELINE_DATA: join(data, 'store') })
  env = { CLUELINE_URL: await server.ready }
})
afterAll(async () => {
  const engines = childrenOf(server.pid)
  server.kill('SIGKILL')
  await server.ended
  await untilGone(engines)
  rmSync(data, { recursive: true, force: true })
})

const run = (...args: string[]) => runCli(args, env)
const numberOf = async (...args: string[]) => Number((await run('query', ...args, '--count')).stdout)
const linesOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

/** What an event keeps when it is imported anew under another session. */
const essence = (it: Record<string, unknown>) => ({ ...it, session: '', kind: '', ingest: 0, received: 0 })

test('the sample is there on the first start, left out unless asked for, and removed for good', async () => {
  expect(await numberOf('')).toBe(0)
  expect(await numberOf(`session:${SAMPLE_SESSION}`)).toBe(0)
  const all = await numberOf('', '--sample')
  expect(all).toBeGreaterThan(100)
  expect(await numberOf('-level:error', '--sample')).toBeLessThan(all)

  const exported = await run('export', `session:${SAMPLE_SESSION}`, '--sample')
  const events = linesOf(exported.stdout)
  expect(events.length).toBe(await numberOf(`session:${SAMPLE_SESSION}`, '--sample'))
  expect(events.map((it) => it['seq'])).toEqual(events.map((_, index) => index + 1))

  const removed = await run('sample', 'remove')
  expect(removed).toMatchObject({ status: 0, stdout: `${all} events of the sample removed.\n` })
  expect(await numberOf('', '--sample')).toBe(0)
})

test('a file goes in once, is found again, and comes out as it went in', async () => {
  const file = join(FIXTURES, 'event-log.json')
  const first = await run('import', file, '--json')
  expect(first).toMatchObject({ status: 0, stderr: '' })
  const [line] = linesOf(first.stdout)
  expect(Object.keys(line ?? {})).toEqual([
    'file',
    'format',
    'sessions',
    'read',
    'stored',
    'duplicates',
    'rejected',
    'truncated',
  ])
  expect(line).toMatchObject({ file, format: 'event-log', read: 18, stored: 18, duplicates: 0, rejected: 0 })
  const again = linesOf((await run('import', file, '--json')).stdout)
  expect(again).toMatchObject([{ read: 18, stored: 0, duplicates: 18 }])
  expect(await numberOf('')).toBe(18)

  const found = linesOf((await run('query', '', '--json', '--order', 'asc')).stdout)
  expect(found.map((it) => it['seq'])).toEqual(Array.from({ length: 18 }, (_, index) => index + 1))
  expect(linesOf((await run('query', '', '--json', '--limit', '3')).stdout)).toEqual(
    found.toReversed().slice(0, 3),
  )
  const name = String(found[0]?.['name'])
  expect(await numberOf(`name:${name}`)).toBe(found.filter((it) => it['name'] === name).length)
  expect(await numberOf('', '--to', String(found[0]?.['ts']))).toBe(0)
  expect(await numberOf(`-name:${name}`)).toBe(found.filter((it) => it['name'] !== name).length)

  const sheet = await run('export', `name:${name}`, '--format', 'csv', '--columns', 'seq,name', '--bom')
  const named = found.filter((it) => it['name'] === name)
  expect(sheet).toMatchObject({ status: 0, stderr: '' })
  expect(sheet.stdout).toBe(
    `\uFEFFseq,name\r\n${named.map((it) => `${String(it['seq'])},${name}\r\n`).join('')}`,
  )

  const exported = await run('export')
  const copy = join(data, 'copy.ndjson')
  writeFileSync(copy, exported.stdout.replaceAll(`"${String(found[0]?.['session'])}"`, '"copied"'))
  const [imported] = linesOf((await run('import', copy, '--json')).stdout)
  expect(imported).toMatchObject({ format: 'ndjson', stored: 18, rejected: 0 })
  const ofCopy = 'session.custom.original_session:copied'
  const copied = linesOf((await run('query', ofCopy, '--json', '--order', 'asc')).stdout)
  expect(copied.map(essence)).toEqual(found.map(essence))
})

describe('refusals have status 1 and a reason', () => {
  test('a file that is no log; the others are still imported', async () => {
    const bad = join(data, 'notes.txt')
    writeFileSync(bad, 'Dear diary,\n')
    const ended = await run(
      'import',
      bad,
      join(data, 'missing.json'),
      join(FIXTURES, 'event-log.json'),
      '--json',
    )
    expect(ended.status).toBe(1)
    expect(ended.stderr).toContain(`${bad}: This is no log file`)
    expect(ended.stderr).toContain('missing.json: There is no such file.')
    expect(linesOf(ended.stdout)).toMatchObject([{ format: 'event-log' }])
  })

  test('a broken file says where, and what to do', async () => {
    const ended = await run('import', join(FIXTURES, 'event-log.as-printed.json'))
    expect(ended).toMatchObject({ status: 1, stdout: '' })
    expect(ended.stderr).toMatch(/line \d+, column \d+.*salvage/)
    const saved = await run('import', join(FIXTURES, 'event-log.as-printed.json'), '--salvage', '--json')
    expect(linesOf(saved.stdout)).toMatchObject([{ truncated: true }])
  })

  test('a query that cannot be read', async () => {
    const ended = await run('query', 'level:>=')
    expect(ended).toMatchObject({ status: 1, stdout: '' })
    expect(ended.stderr).toContain('The query cannot be read')
  })

  test('no server', async () => {
    const ended = await runCli(['query', 'x', '--url', `http://127.0.0.1:${await freePort()}`])
    expect(ended).toMatchObject({ status: 1, stdout: '' })
    expect(ended.stderr).toContain('npm start')
  })
})

test.each([
  ['query', '--count', '--json'],
  ['query', 'two', 'words'],
  ['query', 'x', '--limit', '0'],
  ['query', 'x', '--order', 'up'],
  ['query', 'x', '--from', 'now-1y'],
  ['query', 'x', '--nonsense'],
  ['query', 'x', '--url', 'nowhere'],
  ['import'],
  ['sample', 'eat'],
])('%s %s %s is wrong usage', async (...args) => {
  const ended = await run(...args)
  expect(ended).toMatchObject({ status: 2, stdout: '' })
  expect(ended.stderr).not.toBe('')
})

test('hostile content cannot act on a terminal', async () => {
  const file = join(data, 'hostile.ndjson')
  const text = '\u001b]0;owned\u0007\u001b[2J\u202Eevil'
  writeFileSync(file, `${JSON.stringify({ time: '2026-01-01T00:00:00Z', message: text, level: 'error' })}\n`)
  expect((await run('import', file)).status).toBe(0)
  const shown = (await run('query', 'evil')).stdout
  expect(shown).toContain('evil')
  for (const character of '\u001b\u0007\u202e') expect(shown).not.toContain(character)
  const [event] = linesOf((await run('query', 'evil', '--json')).stdout)
  expect(event?.['message']).toBe(text)
})

test('keys can be rotated, and the file stays closed to others', async () => {
  const folder = join(data, 'keys')
  expect((await run('keys', 'rotate', '--data', folder)).stdout).toMatch(/^Key 2 is in place/)
  expect(readFileSync(join(folder, 'number-keys'), 'utf8')).toMatch(/\n1 [0-9a-f]{64}\n2 [0-9a-f]{64}\n$/)
})
