import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createEngineSecrets, engineMemoryBytes, enginePaths, writeEngineConfig } from './engine-config.ts'

const root = mkdtempSync(join(tmpdir(), 'clueline-config-'))
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('keeps secrets in files of the owner, passwords only as hashes', () => {
  const paths = enginePaths(join(root, 'a <b> & "c"'))
  const secrets = createEngineSecrets()
  writeEngineConfig(paths, secrets, true)
  for (const file of [paths.configFile, paths.usersFile]) {
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700)
    expect(readFileSync(file, 'utf8')).not.toContain(secrets.writer.password)
    expect(readFileSync(file, 'utf8')).not.toContain(secrets.reader.password)
  }
  const config = readFileSync(paths.configFile, 'utf8')
  expect(config).toContain('a &lt;b&gt; &amp; &quot;c&quot;')
  expect(config).not.toContain('<level>')
})

test('has new secrets at every start', () => {
  const all = [createEngineSecrets(), createEngineSecrets()].flatMap((it) => [
    it.header,
    it.writer.password,
    it.reader.password,
  ])
  expect(new Set(all).size).toBe(6)
})

test.each([
  [24 * 1024 ** 3, 4 * 1024 ** 3],
  [4 * 1024 ** 3, Math.floor(1.6 * 1024 ** 3)],
])('of %d bytes of memory the engine takes at most %d', (machine, engine) => {
  expect(engineMemoryBytes(machine)).toBe(engine)
})
