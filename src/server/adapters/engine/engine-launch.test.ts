import { expect, test } from 'vitest'
import { describeExit, launchFailure } from './engine-launch.ts'

const exit = (reason: string) => ({ code: 1, signal: null, reason })

test.each([
  [
    'Code: 76. DB::Exception: Cannot lock file /d/status. Another server instance in same directory is already running. (CANNOT_OPEN_FILE)',
    'directory-locked',
  ],
  [
    'Code: 210. DB::Exception: Listen [127.0.0.1]:23456 failed: Poco::Exception. Code: 1000, e.code() = 98, Net Exception: Address already in use: 127.0.0.1:23456 (version 26.7.2.1). (NETWORK_ERROR)',
    'port-taken',
  ],
  ['Code: 76. DB::Exception: Cannot open file /d/x. (CANNOT_OPEN_FILE)', 'other'],
  ['Code: 210. DB::Exception: Connection refused (NETWORK_ERROR)', 'other'],
  ['', 'other'],
])('reads why the engine ended: %s', (text, kind) => {
  expect(launchFailure(exit(text)).kind).toBe(kind)
})

test('says how the process ended where the engine said nothing', () => {
  expect(describeExit({ code: null, signal: 'SIGKILL', reason: '' })).toBe('its process was ended by SIGKILL')
  expect(describeExit({ code: 3, signal: null, reason: '' })).toBe('its process ended with status 3')
})
