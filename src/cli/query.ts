import { defineCommand } from 'citty'
import type { StoredEvent } from '#protocol/event.ts'
import { CountAnswer } from '#protocol/schema/query-answers.ts'
import { checkArguments } from './arguments.ts'
import { createClient, serverArgs, type Client } from './client.ts'
import { eventLine } from './event-table.ts'
import { eventPages, limitOption, NOT_WHOLE, orderOption, scopeArgs, scopeParams } from './event-pages.ts'
import { Refused, WrongUsage } from './failure.ts'
import { tolerateClosedPipe, writeOut } from './output.ts'

/** As many lines as a person scrolls through. Programs (`--json`) get everything unless they say otherwise. */
const TABLE_ROWS = 200

const args = {
  ...scopeArgs,
  limit: {
    type: 'string',
    description: `At most so many events (table: ${TABLE_ROWS})`,
    valueHint: 'number',
  },
  order: { type: 'string', description: 'desc (newest first) or asc', valueHint: 'order' },
  count: { type: 'boolean', description: 'Only the number of matching events' },
  json: { type: 'boolean', description: 'One event per line, as JSON' },
  ...serverArgs,
} as const

async function printCount(client: Client, scope: URLSearchParams): Promise<void> {
  const { count, partial } = CountAnswer.parse(await client.json(`/api/events/count?${scope.toString()}`))
  if (partial) throw new Refused(NOT_WHOLE)
  console.log(count)
}

export const query = defineCommand({
  meta: { name: 'query', description: 'Find events' },
  args,
  run: async ({ args: given }) => {
    checkArguments(given, args, { from: 0, to: 1 })
    if (given.count && given.json) throw new WrongUsage('--count and --json exclude each other.')
    const [order, limit] = [orderOption(given.order), limitOption(given.limit)]
    const client = createClient(given.url)
    const scope = scopeParams(given)
    if (given.count) {
      await printCount(client, scope)
      return
    }
    tolerateClosedPipe()
    const asLine = given.json ? (event: StoredEvent) => JSON.stringify(event) : eventLine
    const most = limit ?? (given.json ? undefined : TABLE_ROWS)
    let printed = 0
    for await (const events of eventPages(client, scope, order, most)) {
      printed += events.length
      if (events.length > 0 && !(await writeOut(`${events.map(asLine).join('\n')}\n`))) return
    }
    if (given.json) return
    if (printed === 0) console.error('Nothing matches.')
    else if (printed === most) console.error(`The first ${printed}; more with --limit.`)
  },
})
