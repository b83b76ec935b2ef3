import { defineCommand } from 'citty'
import { join } from 'node:path'
import { KeyFileError, rotateMasterKey } from '#server/adapters/keys/key-file.ts'
import { readConfig } from '#server/platform/config.ts'
import { NUMBER_KEY_FILE } from '#server/platform/compose.ts'
import { checkArguments } from './arguments.ts'
import { Refused } from './failure.ts'

const args = {
  data: { type: 'string', description: 'Data directory (CLUELINE_DATA, .clueline)', valueHint: 'folder' },
} as const

const rotate = defineCommand({
  meta: {
    name: 'rotate',
    description: 'Add a key for phone numbers; older numbers stay findable under theirs',
  },
  args,
  run: ({ args: given }) => {
    checkArguments(given, args, { from: 0, to: 0 })
    const data = given.data ?? process.env['CLUELINE_DATA']
    const config = readConfig(data === undefined ? {} : { CLUELINE_DATA: data }, process.cwd())
    if (!config.ok) throw new Refused(config.error.join('\n'))
    try {
      const keys = rotateMasterKey(join(config.value.data, NUMBER_KEY_FILE))
      console.log(`Key ${keys.length} is in place. A running server takes it at its next start.`)
    } catch (error) {
      if (error instanceof KeyFileError) throw new Refused(error.message, { cause: error })
      throw error
    }
  },
})

export const keys = defineCommand({
  meta: { name: 'keys', description: 'Keys under which phone numbers are kept' },
  subCommands: { rotate },
})
