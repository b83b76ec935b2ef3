import { expect, test } from 'vitest'
import type { IngestPosition, TenantId } from '#protocol/ids.ts'
import { chooseSample } from './sample-choice.ts'
import { scopeFrom } from './scope-params.ts'

const control = { queryId: 'q', signal: new AbortController().signal, seconds: 1 }

async function sampleFor(q: string, own: number, sample: string | undefined = 'auto') {
  const params = { q, sample }
  const scope = scopeFrom(params, 'local' as TenantId, 7 as IngestPosition)
  const reader = {
    count: (asked: typeof scope) => {
      expect(asked).toMatchObject({ asOf: 7, sample: false, filter: { kind: 'all' } })
      return Promise.resolve({ count: own })
    },
  }
  return (await chooseSample(reader, scope, params, control)).sample
}

test.each([
  ['', 0, true],
  ['', 1, false],
  ['level:error', 1, false],
  ['level:error', 0, true],
  ['callid:c-1 level:error', 1, true],
  ['number:8000', 1, true],
  ['is:sample', 1, true],
  ['-is:sample', 1, false],
  ['account:a OR level:error', 1, false],
])('%j with %d events of one’s own: %s', async (q, own, expected) => {
  expect(await sampleFor(q, own)).toBe(expected)
})

test('what was said plainly is done', async () => {
  expect(await sampleFor('', 0, '0')).toBe(false)
  expect(await sampleFor('', 1, '1')).toBe(true)
})
