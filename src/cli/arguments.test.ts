import { describe, expect, test } from 'vitest'
import { checkArguments, protectMinus } from './arguments.ts'
import { WrongUsage } from './failure.ts'

test.each([
  [
    ['a b', '--json'],
    ['a b', '--json'],
  ],
  [
    ['-category:page', '--count'],
    ['--count', '--', '-category:page'],
  ],
  [
    ['-"x y"', '--', '--text'],
    ['--', '-"x y"', '--text'],
  ],
  [['-h'], ['-h']],
])('%j is read as %j', (given, expected) => {
  expect(protectMinus(given)).toEqual(expected)
})

describe('wrong usage is said', () => {
  const def = {
    json: { type: 'boolean' },
    limit: { type: 'string' },
    'dry-run': { type: 'boolean' },
  } as const
  const check = (args: { _: string[]; [name: string]: unknown }) => () =>
    checkArguments(args, def, { from: 1, to: 1 })

  test.each([
    ['unknown option', { _: ['x'], jsonn: true }, '--jsonn'],
    ['unknown letter', { _: ['x'], j: true }, '-j'],
    ['value missing', { _: ['x'], limit: true }, '--limit needs a value'],
    ['too few', { _: [] }, 'missing'],
    ['too many', { _: ['x', 'y'] }, '"y"'],
  ])('%s', (_why, args, words) => {
    expect(check(args)).toThrow(WrongUsage)
    expect(check(args)).toThrow(words)
  })

  test('right usage is not', () => {
    expect(check({ _: ['x'], json: true, limit: '5', 'dry-run': true, dryRun: true })).not.toThrow()
  })
})
