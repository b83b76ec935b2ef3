import { createHash, randomUUID } from 'node:crypto'
import { defineCommand } from 'citty'
import { EXPORT_FORMATS, ExportAnswer } from '#protocol/schema/exports.ts'
import { checkArguments } from './arguments.ts'
import { createClient, serverArgs } from './client.ts'
import { orderOption, scopeArgs, scopeParams } from './event-pages.ts'
import { Refused, WrongUsage } from './failure.ts'
import { tolerateClosedPipe, writeOut } from './output.ts'

const args = {
  ...scopeArgs,
  order: { type: 'string', description: 'asc (default) or desc', valueHint: 'order' },
  format: {
    type: 'string',
    description: `${EXPORT_FORMATS.join(', ')} (default ndjson)`,
    valueHint: 'format',
  },
  columns: { type: 'string', description: 'Of csv and text: ts,name,attr.status …', valueHint: 'fields' },
  zone: { type: 'string', description: 'Of csv and text: Asia/Shanghai, UTC+08:00', valueHint: 'zone' },
  payload: { type: 'string', description: '1 or 0: with the payload; usual in ndjson', valueHint: '0|1' },
  bom: { type: 'boolean', description: 'Of csv: begin with a byte order mark, for Excel' },
  ...serverArgs,
} as const

function formatOption(text: string | undefined): string {
  if (text === undefined || EXPORT_FORMATS.some((it) => it === text)) return text ?? 'ndjson'
  throw new WrongUsage(`--format is ${EXPORT_FORMATS.join(', ')}; it is "${text}".`)
}

function payloadOption(text: string | undefined): string | undefined {
  if (text === undefined || text === '0' || text === '1') return text
  throw new WrongUsage(`--payload is 0 or 1; it is "${text}".`)
}

/** The bytes as they come, no faster than they are taken; false when the taker has gone. */
async function pass(
  body: ReadableStream<Uint8Array>,
  onBytes: (bytes: Uint8Array) => void,
): Promise<boolean> {
  for await (const bytes of body) {
    onBytes(bytes)
    if (!(await writeOut(bytes))) return false
  }
  return true
}

export const exportCommand = defineCommand({
  meta: { name: 'export', description: 'Write all matching events to stdout, however many' },
  args,
  run: async ({ args: given }) => {
    checkArguments(given, args, { from: 0, to: 1 })
    const queryId = randomUUID()
    const params = scopeParams(given)
    const options = {
      order: orderOption(given.order ?? 'asc'),
      format: formatOption(given.format),
      columns: given.columns,
      zone: given.zone,
      payload: payloadOption(given.payload),
      bom: given.bom === true ? '1' : undefined,
      queryId,
    }
    for (const [name, value] of Object.entries(options)) if (value !== undefined) params.set(name, value)
    const client = createClient(given.url)
    tolerateClosedPipe()
    const { body } = await client.request(`/api/events/export?${params.toString()}`, {
      // The answer may take hours; when it must begin, the server itself says.
      signal: new AbortController().signal,
    })
    const hash = createHash('sha256')
    const whole = body && (await pass(body, (bytes) => hash.update(bytes)).catch(() => undefined))
    if (whole === false) return
    const told = ExportAnswer.parse(await client.json(`/api/exports/${queryId}`))
    if (told.complete && whole === true && told.sha256 === hash.digest('hex')) return
    throw new Refused(
      `What was written is not whole (${told.rows} of ${told.total ?? 'unknown'} rows): ${told.reason ?? 'bytes were lost on the way.'}`,
    )
  },
})
