import { describe, expect, test } from 'vitest'
import { readOptions } from './options.ts'
import { DEFAULT_DAYS, DEFAULT_START } from './sessions.ts'

describe('options', () => {
  test('have defaults', () => {
    expect(readOptions({})).toEqual({
      ok: true,
      value: { format: 'ndjson', events: 100_000, seed: 1, days: DEFAULT_DAYS, start: DEFAULT_START },
    })
  })

  test('start at midnight in China', () => {
    expect(readOptions({ start: '2021-12-13' })).toMatchObject({ ok: true, value: { start: DEFAULT_START } })
  })

  test.each([
    [{ format: 'csv' }, '--format'],
    [{ events: '0' }, '--events'],
    [{ events: '-5' }, '--events'],
    [{ events: '1e6' }, '--events'],
    [{ seed: 'x' }, '--seed'],
    [{ days: '99999' }, '--days'],
    [{ start: 'yesterday' }, '--start'],
  ])('refuse %j', (raw, name) => {
    expect(readOptions(raw)).toMatchObject({ ok: false, error: expect.stringContaining(name) as unknown })
  })
})
