import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DEFAULT_TENANT } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import { findStoredKey, makeKey, NO_SETTINGS } from '../../settings/settings.ts'
import { openSettingsFile, SettingsFileError } from './settings-file.ts'

describe('the settings file', () => {
  let directory = ''
  let path = ''
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'clueline-settings-'))
    path = join(directory, 'settings.json')
  })
  afterEach(() => rmSync(directory, { recursive: true }))

  const wanted = {
    name: 'softphone',
    tenant: DEFAULT_TENANT,
    origins: ['https://app.example.com'],
    created: 1 as Micros,
  }

  test('without a file there are no settings', () => {
    expect(openSettingsFile(path).current()).toEqual(NO_SETTINGS)
  })

  test('is read again as it was saved, by its owner only', () => {
    const { stored } = makeKey(wanted)
    const settings = { retentionDays: 30, keys: [stored] }
    openSettingsFile(path).save(settings)
    expect(openSettingsFile(path).current()).toEqual(settings)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('never holds a key in clear, and finds it all the same', () => {
    const { key, stored } = makeKey(wanted)
    const store = openSettingsFile(path)
    store.save({ keys: [stored] })
    expect(readFileSync(path, 'utf8')).not.toContain(key)
    expect(findStoredKey(store.current(), key)).toEqual({
      key,
      tenant: DEFAULT_TENANT,
      origins: ['https://app.example.com'],
    })
    expect(findStoredKey(store.current(), `${key}x`)).toBeUndefined()
  })

  test.each(['', '{}', '{"v":2,"keys":[]}', '{"v":1,"keys":[{"id":1}]}'])(
    'damaged: %j is refused',
    (text) => {
      writeFileSync(path, text)
      expect(() => openSettingsFile(path)).toThrow(SettingsFileError)
      expect(readFileSync(path, 'utf8')).toBe(text)
    },
  )
})
