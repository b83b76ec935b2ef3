import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEFAULT_TENANT } from '#protocol/ids.ts'
import { normaliseNumber } from '#protocol/phone-number.ts'
import { startTestStore, type TestStore } from '#testing/store.ts'
import { loadMasterKeys } from '../adapters/keys/key-file.ts'
import { systemClock } from '../platform/system-clock.ts'
import { createKeyring } from '../process/keyring.ts'
import { ingestKeys } from './ingest-keys.ts'
import { ingestRoutes } from './ingest-routes.ts'
import { uploadCounters } from './upload-counters.ts'

/** In these spellings and places; none may be found again, but by its key. */
const NUMBERS = [
  '13912345678',
  '+86 138-7654-3210',
  '１３７５５５５６６６６',
  '(136)8888-9999',
  '+14155550123',
  '021-87654321',
]
const SECRETS = [
  'canary-s3cr3t-cookie',
  'canary-s3cr3t-bearer',
  'canary-s3cr3t-ticket',
  'canary-s3cr3t-session-1',
]
/** Harmless, and must be found: otherwise the search proves nothing. */
const CONTROL = 'canary-that-must-be-found'

let engine: TestStore

beforeAll(async () => {
  engine = await startTestStore({ clock: systemClock })
})
afterAll(() => engine.stop())

function plantedEvents(now: number): unknown[] {
  const [cookie = '', bearer = '', ticket = ''] = SECRETS
  const planted = NUMBERS.flatMap((number) => [
    {
      attrs: { 'call.number': number, note: `to ${number}`, [`key ${number}`]: CONTROL },
      name: 'CALL_DIAL',
      category: 'call',
    },
    {
      message: `呼叫 ${number} 失败`,
      label: number,
      name: `DIAL ${number}`,
      source: { id: 's', type: number, name: number },
    },
    {
      attrs: { 'call.callee': number },
      payload: JSON.stringify({
        to: number,
        list: [{ to: `x ${number} y` }],
        n: Number(number.replaceAll(/\D/g, '')),
      }),
    },
    {
      attrs: { url: `https://x/?to=%20${encodeURIComponent(number)}` },
      message: `to ${number.replaceAll(' ', '\u00A0\t').replaceAll('-', '--')}`,
    },
    { level: number, message: 'refused' },
  ])
  const secret = [
    { attrs: { Cookie: cookie, 'x-auth-token': bearer, ticket } },
    {
      message: `Authorization: Bearer ${bearer}`,
      payload: `{"headers":{"cookie":"a=${cookie}"},"ticket":"${ticket}"}`,
    },
    {
      message: `GET /a?ticket=${ticket}&x=1 ${CONTROL}`,
      attrs: { url: `https://x/?access_token=${bearer}` },
    },
  ]
  return [...planted, ...secret].map((fields, index) => ({
    seq: index + 1,
    time: now,
    mono: index,
    ...fields,
  }))
}

async function upload(): Promise<void> {
  const app = ingestRoutes({
    writer: engine.store,
    keyring: createKeyring(loadMasterKeys(join(engine.markers, 'number-keys'))),
    counters: uploadCounters(),
    keys: ingestKeys([{ key: 'local', tenant: DEFAULT_TENANT, origins: [] }]),
    clock: systemClock,
  })
  const now = systemClock.now()
  const events = plantedEvents(now)
  const record = {
    url: `https://x/?to=${NUMBERS[0]}&token=${SECRETS[1]}`,
    custom: { phone: NUMBERS[1], token: SECRETS[2] },
  }
  const envelope = {
    v: 1,
    key: 'local',
    session: 'canary',
    secret: SECRETS[3],
    floor: 1,
    highest: 99,
    sent: now,
    via: 'live',
  }
  const response = await app.request('/v1/events', {
    method: 'POST',
    body: gzipSync(JSON.stringify({ ...envelope, record, events })),
  })
  expect(await response.json()).toMatchObject({
    stored: events.length - NUMBERS.length,
    rejected: NUMBERS.map(() => expect.objectContaining({ reason: 'invalid' })),
  })
}

/** Every column of every table, as text. */
async function everything(): Promise<string> {
  const { writer } = engine.clients
  const tables = await writer.query({ query: 'SHOW TABLES', format: 'JSONEachRow' })
  const dumps = []
  for (const { name } of await tables.json<{ name: string }>()) {
    const rows = await writer.query({ query: `SELECT * FROM "${name}"`, format: 'JSONEachRow' })
    dumps.push(await rows.text())
  }
  expect(dumps.length).toBeGreaterThan(3)
  return dumps.join('\n')
}

function filesUnder(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((path) => join(directory, path))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)
}

/** Spellings that would give a planted value away. */
const CANARIES = [
  ...SECRETS,
  ...NUMBERS,
  ...NUMBERS.map((number) => (normaliseNumber(number) ?? '').replace(/^\+(?:86)?/, '')),
]

test('no planted number or secret is in any table, file or log', async () => {
  await upload()
  const rows = await everything()
  expect(rows).toContain(CONTROL)
  expect(rows).toMatch(/\[tel:139\*\*\*\*5678:[0-9a-f]{8}\]/)
  const plain = rows.replaceAll(/[ ()\u00A0-]|\\t/g, '')
  expect(
    CANARIES.filter((canary) => rows.includes(canary) || plain.includes(canary.replaceAll(/[ ()-]/g, ''))),
  ).toEqual([])

  await engine.store.close()
  const files = [...filesUnder(engine.dataDirectory), ...filesUnder(engine.markers)]
  expect(files.length).toBeGreaterThan(20)
  const found = files.flatMap((path) => {
    const bytes = readFileSync(path)
    return CANARIES.filter((canary) => bytes.includes(canary)).map((canary) => `${canary} in ${path}`)
  })
  expect(found).toEqual([])
})
