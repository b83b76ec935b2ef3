import { expect, test } from 'vitest'
import { describeRowSource } from '../api/row-source.contract.ts'
import { contractFile } from '../api/row-source.contract-rows.ts'
import { openLocalFile } from './worker-row-source.ts'

const signal = new AbortController().signal

async function openText(text: string) {
  const opened = await openLocalFile(new File([text], 'log.ndjson'), () => undefined, signal)
  if (!opened.ok) throw new Error(opened.error.detail)
  return opened.value
}

const contract = openText(contractFile())
describeRowSource('worker', async (scope) => (await contract).rows(scope))

test('tells how far it has read, and what the file was', async () => {
  const bytes: number[] = []
  const file = new File([contractFile()], 'log.ndjson')
  const opened = await openLocalFile(file, (read) => bytes.push(read), signal)
  expect(opened.ok && opened.value.summary.format).toBe('ndjson')
  expect(bytes.length).toBeGreaterThan(0)
  expect(Math.max(...bytes)).toBeLessThanOrEqual(file.size)
  if (opened.ok) opened.value.close()
})

test('refuses what is no log, and ends its worker', async () => {
  const opened = await openLocalFile(new File(['no log at all'], 'x.txt'), () => undefined, signal)
  expect(opened.ok ? '' : opened.error.code).toBe('unknown-format')
})

test('who closes a file while it is asked tells the asker', async () => {
  const file = await openText(contractFile())
  const asked = file.rows({ query: 'payload:index', order: 'asc' }).count(signal)
  file.close()
  await expect(asked).rejects.toThrow('The file was closed')
})
