import { defineCommand } from 'citty'
import { checkArguments } from './arguments.ts'
import { createClient, serverArgs } from './client.ts'

const remove = defineCommand({
  meta: { name: 'remove', description: 'Remove the sample; it does not come back' },
  args: serverArgs,
  run: async ({ args: given }) => {
    checkArguments(given, serverArgs, { from: 0, to: 0 })
    const answer = (await createClient(given.url).json('/api/sample', { method: 'DELETE' })) as {
      removed: number
    }
    console.log(`${answer.removed} events of the sample removed.`)
  },
})

export const sample = defineCommand({
  meta: { name: 'sample', description: 'The sample that the first start loads' },
  subCommands: { remove },
})
