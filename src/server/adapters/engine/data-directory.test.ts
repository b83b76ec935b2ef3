import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { claimDataDirectory, DATA_FORMAT, processBegan } from './data-directory.ts'

let directory: string
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'clueline-data-')), 'data')
})
afterEach(() => rmSync(join(directory, '..'), { recursive: true, force: true }))

test('makes a directory that only its owner can read, and gives it back', () => {
  const claim = claimDataDirectory(directory)
  expect(statSync(directory).mode & 0o777).toBe(0o700)
  expect(JSON.parse(readFileSync(join(directory, 'format.json'), 'utf8'))).toEqual({ format: DATA_FORMAT })
  claim.release()
  claimDataDirectory(directory).release()
})

test('names the living server that holds the directory', () => {
  claimDataDirectory(directory)
  const refused = () => claimDataDirectory(directory)
  expect(refused).toThrow(expect.objectContaining({ code: 'data-directory-in-use' }))
  expect(refused).toThrow(`process ${process.pid}`)
  expect(refused).toThrow(/CLUELINE_DATA/)
})

test('takes over from a server that is dead, even if its process id belongs to another process now', () => {
  claimDataDirectory(directory, () => 'before the reboot')
  const claim = claimDataDirectory(directory, () => 'after it')
  expect(readFileSync(join(directory, 'server.lock'), 'utf8')).toContain('after it')
  claim.release()
})

test.each(['', '{"pid":', '[]', '{"pid":"x","began":""}'])('takes over from a damaged lock %j', (text) => {
  claimDataDirectory(directory).release()
  writeFileSync(join(directory, 'server.lock'), text)
  claimDataDirectory(directory)
  expect(readFileSync(join(directory, 'server.lock'), 'utf8')).toContain(String(process.pid))
})

test('refuses what a newer version wrote, and leaves it alone', () => {
  claimDataDirectory(directory).release()
  const file = join(directory, 'format.json')
  writeFileSync(file, JSON.stringify({ format: DATA_FORMAT + 1 }))
  const refused = () => claimDataDirectory(directory)
  expect(refused).toThrow(expect.objectContaining({ code: 'data-directory-newer' }))
  expect(refused).toThrow(/newer Clueline \(data format 2; this one knows 1\)/)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ format: DATA_FORMAT + 1 })
})

test.each(['', '{}', '{"format":"1"}', '{"format":1.5}', 'null'])(
  'refuses a damaged format file %j',
  (text) => {
    claimDataDirectory(directory).release()
    writeFileSync(join(directory, 'format.json'), text)
    expect(() => claimDataDirectory(directory)).toThrow(
      expect.objectContaining({ code: 'data-directory-unreadable' }),
    )
  },
)

test('tells a living process from a dead one', () => {
  expect(processBegan(process.pid)).toMatch(/\d/)
  expect(processBegan(process.pid)).toBe(processBegan(process.pid))
  expect(processBegan(2 ** 22 + 1)).toBeUndefined()
})
