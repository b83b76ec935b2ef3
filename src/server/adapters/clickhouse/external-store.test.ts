import { expect, test } from 'vitest'
import { externalConnection, isNewEnough } from './external-store.ts'

test('takes user and password out of the address', () => {
  expect(externalConnection({ url: 'https://me:p%40ss@db.example:8443/path/' })).toEqual({
    ok: true,
    value: {
      mode: 'external',
      url: 'https://db.example:8443/path',
      headers: {},
      database: 'clueline',
      writer: { username: 'me', password: 'p@ss' },
    },
  })
})

test('takes a reading user of its own', () => {
  const made = externalConnection({ url: 'http://db:8123', readerUser: 'r', readerPassword: 's' })
  expect(made).toMatchObject({
    ok: true,
    value: { writer: { username: 'default', password: '' }, reader: { username: 'r', password: 's' } },
  })
})

test.each([
  ['db:8123', /http or https/],
  ['tcp://me:hunter2@db:9000', /http or https/],
  ['http://me:hunter2@db:8123/?database=x', /must not carry parameters/],
  ['http://me:hunter2%@db:8123', /percent/],
])('refuses %s without repeating its password', (url, sentence) => {
  const made = externalConnection({ url })
  expect(made.ok ? '' : made.error).toMatch(sentence)
  expect(JSON.stringify(made)).not.toContain('hunter2')
})

test('refuses a reading password without a user', () => {
  expect(externalConnection({ url: 'http://db', readerPassword: 's' }).ok).toBe(false)
})

test.each([
  ['26.7.2.1', true],
  ['26.2.1.1', true],
  ['27.1.1.1', true],
  ['26.1.9.9', false],
  ['25.12.1.1', false],
  ['', false],
])('version %s is new enough: %s', (version, enough) => {
  expect(isNewEnough(version)).toBe(enough)
})
