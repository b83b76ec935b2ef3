import { defineCommand, renderUsage, runCommand, type CommandDef } from 'citty'
import { protectMinus } from './arguments.ts'
import { EXIT_REFUSED, EXIT_WRONG_USAGE, Refused, WrongUsage } from './failure.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { keys } from './keys.ts'
import { query } from './query.ts'
import { sample } from './sample.ts'
import { serve } from './serve.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- citty's own type of a list of commands
const commands: Readonly<Record<string, CommandDef<any>>> = {
  serve,
  import: importCommand,
  query,
  export: exportCommand,
  sample,
  keys,
}

const root = defineCommand({
  meta: { name: 'clueline', description: 'Find the clue on the line: a log tracker and its viewer' },
  subCommands: commands,
})

async function run(rawArgs: readonly string[]): Promise<number> {
  const [name, ...rest] = rawArgs
  const command = name === undefined ? undefined : commands[name]
  const wantsHelp = rest.includes('--help') || rest.includes('-h')
  if (name === undefined || name === '--help' || name === '-h' || (command && wantsHelp)) {
    console.log(await renderUsage(command ?? root, command ? root : undefined))
    return name === undefined ? EXIT_WRONG_USAGE : 0
  }
  try {
    if (!command) throw new WrongUsage(`There is no command "${name}".`)
    await runCommand(command, { rawArgs: protectMinus(rest) })
    return 0
  } catch (error) {
    if (error instanceof Refused) {
      if (error.message !== '') console.error(error.message)
      return EXIT_REFUSED
    }
    if (error instanceof WrongUsage || (error instanceof Error && error.name === 'CLIError')) {
      console.error(error.message)
      console.error(`See: clueline ${command ? `${name} ` : ''}--help`)
      return EXIT_WRONG_USAGE
    }
    throw error
  }
}

const status = await run(process.argv.slice(2))
// `serve` goes on after its command has returned; everything else ends here, and so does a start that was refused.
if (status !== 0) process.exit(status)
