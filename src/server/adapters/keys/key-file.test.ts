import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { KeyFileError, loadMasterKeys, rotateMasterKey } from './key-file.ts'

describe('the key file', () => {
  let directory = ''
  let path = ''
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'clueline-keys-'))
    path = join(directory, 'data', 'number-keys')
  })
  afterEach(() => {
    rmSync(directory, { recursive: true })
  })

  test('is made once, for its owner only, and read again the same', () => {
    const made = loadMasterKeys(path)
    expect(made).toHaveLength(1)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(loadMasterKeys(path)).toEqual(made)
    expect(readdirSync(join(directory, 'data'))).toEqual(['number-keys'])
  })

  test('keeps the older keys at a rotation', () => {
    const [first] = loadMasterKeys(path)
    const rotated = rotateMasterKey(path)
    expect(rotated.map(({ version }) => version)).toEqual([1, 2])
    expect(rotated[0]).toEqual(first)
    expect(rotated[1]?.secret).not.toEqual(first?.secret)
    expect(loadMasterKeys(path)).toEqual(rotated)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('others may not read it', () => {
    loadMasterKeys(path)
    chmodSync(path, 0o640)
    expect(() => loadMasterKeys(path)).toThrow(/chmod 600/)
  })

  test.each(['', '1 abc\n', `2 ${'0'.repeat(64)}\n`, 'hello\n'])(
    'damaged: %j is refused and left alone',
    (text) => {
      loadMasterKeys(path)
      writeFileSync(path, text)
      expect(() => loadMasterKeys(path)).toThrow(KeyFileError)
      expect(readFileSync(path, 'utf8')).toBe(text)
    },
  )
})
