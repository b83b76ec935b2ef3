import { defineCommand } from 'citty'
import type { StoredEvent } from '#protocol/event.ts'
import { checkArguments } from './arguments.ts'
import { createClient, serverArgs, type Client } from './client.ts'
import { eventPages, orderOption, payloadOf, scopeArgs, scopeParams } from './event-pages.ts'
import { tolerateClosedPipe, writeOut } from './output.ts'

/** Payloads come one by one; so many at a time keep the server busy without being all it does. */
const PAYLOADS_AT_ONCE = 8

const args = {
  ...scopeArgs,
  order: { type: 'string', description: 'asc (default) or desc', valueHint: 'order' },
  ...serverArgs,
} as const

async function wholeLines(client: Client, events: readonly StoredEvent[]): Promise<string> {
  const lines: string[] = []
  for (let from = 0; from < events.length; from += PAYLOADS_AT_ONCE) {
    const whole = events.slice(from, from + PAYLOADS_AT_ONCE).map(async ({ payloadBytes, ...event }) => {
      if (payloadBytes === 0) return `${JSON.stringify(event)}\n`
      return `${JSON.stringify({ ...event, payload: await payloadOf(client, { ...event, payloadBytes }) })}\n`
    })
    lines.push(...(await Promise.all(whole)))
  }
  return lines.join('')
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
