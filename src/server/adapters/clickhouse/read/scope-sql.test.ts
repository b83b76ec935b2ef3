import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DEFAULT_TENANT, type IngestPosition } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import { eventsIn, eventsOf } from './scope-sql.ts'

const AS_OF = 7 as IngestPosition
const everything = { kind: 'all', start: 0, end: 0 } as const

test('events are always those of one tenant, of named kinds, at one snapshot', () => {
  const either = { text: 'level = {level:UInt8} OR seq = 5', params: { level: 13 } }
  const scope = { tenant: DEFAULT_TENANT, asOf: AS_OF, sample: false, filter: everything }
  const bounds = { from: 0 as Micros }
  expect(eventsIn(scope, () => either, bounds, either)).toEqual({
    text:
      "events WHERE tenant = {scope_tenant:String} AND kind IN ('live', 'import') AND ingest <= {scope_as_of:UInt64} AND " +
      '(intDiv(toUnixTimestamp64Micro(ts), 300000000) >= {range_first:Int64} AND ' +
      'toUnixTimestamp64Micro(ts) >= {range_from:Int64}) AND (level = {level:UInt8} OR seq = 5)',
    params: { scope_tenant: 'local', scope_as_of: 7, range_first: 0, range_from: 0, level: 13 },
  })
  expect(eventsOf({ tenant: DEFAULT_TENANT, kinds: 'all', asOf: 'now' }).text).toBe(
    'events WHERE tenant = {scope_tenant:String}',
  )
})

test('there is no other way to the events', () => {
  const own = import.meta.url
  const files = readdirSync(new URL('.', own)).filter((name) => !name.endsWith('.test.ts'))
  expect(files).toContain('rows.ts')
  const texts = files.map((name) => readFileSync(new URL(name, own), 'utf8'))
  const around = files.filter((_, index) =>
    /\b(?:FROM|JOIN)\s+(?:clueline\.)?events\b/i.test(texts[index] ?? ''),
  )
  expect(around).toEqual([])
})
