import { defineCommand } from 'citty'
import type { StoredEvent } from '#protocol/event.ts'
import { MAX_PAYLOADS } from '#protocol/schema/payloads.ts'
import { checkArguments } from './arguments.ts'
import { createClient, serverArgs, type Client } from './client.ts'
import { eventPages, orderOption, payloadsOf, scopeArgs, scopeParams } from './event-pages.ts'
import { tolerateClosedPipe, writeOut } from './output.ts'

/** Of one answer: well below what a process holds without noticing. */
const MAX_PAYLOAD_BYTES = 8 * 1024 * 1024

const args = {
  ...scopeArgs,
  order: { type: 'string', description: 'asc (default) or desc', valueHint: 'order' },
  ...serverArgs,
} as const

/** Events in pieces whose payloads fit one answer. */
function* pieces(events: readonly StoredEvent[]): Generator<readonly StoredEvent[]> {
  let piece: StoredEvent[] = []
  let bytes = 0
  for (const event of events) {
    if (
      piece.length === MAX_PAYLOADS ||
      (piece.length > 0 && bytes + event.payloadBytes > MAX_PAYLOAD_BYTES)
    ) {
      yield piece
      piece = []
      bytes = 0
    }
    piece.push(event)
    bytes += event.payloadBytes
  }
  if (piece.length > 0) yield piece
}

async function wholeLines(client: Client, events: readonly StoredEvent[]): Promise<string> {
  const payloads = new Map<StoredEvent, string>()
  for (const piece of pieces(events.filter(({ payloadBytes }) => payloadBytes > 0))) {
    const texts = await payloadsOf(client, piece)
    piece.forEach((event, index) => payloads.set(event, texts[index] ?? ''))
  }
  return events
    .map((event) => {
      const { payloadBytes: _, ...rest } = event
      const payload = payloads.get(event)
      return `${JSON.stringify(payload === undefined ? rest : { ...rest, payload })}\n`
    })
    .join('')
}

export const exportCommand = defineCommand({
  meta: { name: 'export', description: 'Write all matching events, payloads included, as NDJSON' },
  args,
  run: async ({ args: given }) => {
    checkArguments(given, args, { from: 0, to: 1 })
    const order = orderOption(given.order ?? 'asc')
    const client = createClient(given.url)
    tolerateClosedPipe()
    for await (const events of eventPages(client, scopeParams(given), order)) {
      if (!(await writeOut(await wholeLines(client, events)))) return
    }
  },
})
