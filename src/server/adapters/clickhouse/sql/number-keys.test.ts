import { expect, test } from 'vitest'
import { DEFAULT_TENANT, type TenantId } from '#protocol/ids.ts'
import { normaliseNumber } from '#protocol/phone-number.ts'
import { createKeyring } from '../../../process/keyring.ts'
import { numberKeysFrom } from './number-keys.ts'

const OLD = { version: 1, secret: new Uint8Array(32) }
const NEW = { version: 2, secret: new Uint8Array(32).fill(7) }

const keyring = createKeyring([OLD])
const keysOf = numberKeysFrom(createKeyring([OLD, NEW]))
const stored = (text: string) => {
  const number = normaliseNumber(text)
  if (number === undefined) throw new Error(text)
  return keyring.of(DEFAULT_TENANT).numberKeys(number)
}

test.each(['13800138000', '+86 138-0013-8000', '0086 138 0013 8000', '１３８００１３８０００'])(
  '%s finds what was stored for that number, also before a key rotation',
  (written) => {
    const keys = keysOf(written, DEFAULT_TENANT)
    expect(keys).toContain(stored('13800138000').full)
    expect(keys).not.toContain(stored('13900138000').full)
    expect(keys).not.toContain(stored('13900138000').last4)
  },
)

test.each(['8000', '138****8000'])('%s finds every number that ends so', (written) => {
  expect(keysOf(written, DEFAULT_TENANT)).toContain(stored('13800138000').last4)
  expect(keysOf(written, DEFAULT_TENANT)).not.toContain(stored('13800138001').last4)
})

test('four digits are an extension, too', () => {
  expect(keysOf('8001', DEFAULT_TENANT)).toContain(stored('8001').full)
})

test('another tenant has other keys; what is no number has none', () => {
  expect(keysOf('13800138000', 'other' as TenantId)).not.toContain(stored('13800138000').full)
  expect(keysOf('nobody', DEFAULT_TENANT)).toEqual([])
})
