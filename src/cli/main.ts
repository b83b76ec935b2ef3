#!/usr/bin/env node
import { defineCommand, renderUsage, runCommand, type CommandDef } from 'citty'
import { protectMinus } from './arguments.ts'
import { EXIT_REFUSED, EXIT_WRONG_USAGE, Refused, WrongUsage } from './failure.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- citty's own type of a list of commands
type AnyCommand = CommandDef<any>

/** Loaded when called for: a query should not wait until the whole server has been read. */
const COMMANDS: Readonly<Record<string, () => Promise<AnyCommand>>> = {
  serve: async () => (await import('./serve.ts')).serve,
  import: async () => (await import('./import.ts')).importCommand,
  query: async () => (await import('./query.ts')).query,
  export: async () => (await import('./export.ts')).exportCommand,
  sample: async () => (await import('./sample.ts')).sample,
  keys: async () => (await import('./keys.ts')).keys,
}

const root = defineCommand({
  meta: { name: 'clueline', description: 'Find the clue on the line: a log tracker and its viewer' },
  subCommands: COMMANDS,
})

async function run(rawArgs: readonly string[]): Promise<number> {
  const [name, ...rest] = rawArgs
  const command = name === undefined || !Object.hasOwn(COMMANDS, name) ? undefined : await COMMANDS[name]?.()
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
