import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSha256 } from './sha-256.ts'

test('is the platform’s own, however the bytes are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 }), (pieces) => {
      const own = createSha256()
      const platform = createHash('sha256')
      for (const piece of pieces) {
        own.update(piece)
        platform.update(piece)
      }
      expect(own.digest()).toBe(platform.digest('hex'))
    }),
  )
})
