import type { ArgsDef } from 'citty'
import { WrongUsage } from './failure.ts'

const isText = (arg: string) => /^-[^-]/.test(arg) && arg !== '-h'

/**
 * Query text may begin with a minus (`-category:page`), which a parser would take for an option. We have no short
 * options but -h, so such words go behind `--`, where everything is text.
 */
export function protectMinus(rawArgs: readonly string[]): string[] {
  const stop = rawArgs.indexOf('--')
  const before = stop < 0 ? rawArgs : rawArgs.slice(0, stop)
  const after = stop < 0 ? [] : rawArgs.slice(stop + 1)
  const texts = [...before.filter(isText), ...after]
  const kept = before.filter((arg) => !isText(arg))
  return texts.length > 0 ? [...kept, '--', ...texts] : kept
}

interface Parsed {
  readonly _: readonly string[]
  readonly [name: string]: unknown
}

const camel = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** citty lets unknown options and missing values pass; wrong usage must be said. */
export function checkArguments(args: Parsed, def: ArgsDef, positionals: { from: number; to: number }): void {
  const known = new Set(['_', ...Object.keys(def).flatMap((name) => [name, camel(name)])])
  for (const [name, value] of Object.entries(args)) {
    if (!known.has(name)) throw new WrongUsage(`There is no option ${name.length === 1 ? '-' : '--'}${name}.`)
    if (def[name]?.type === 'string' && value !== undefined && typeof value !== 'string') {
      throw new WrongUsage(`--${name} needs a value.`)
    }
  }
  if (args._.length < positionals.from) throw new WrongUsage('Something is missing.')
  if (args._.length > positionals.to) {
    throw new WrongUsage(`"${args._[positionals.to]}" is one word too many. Put text with spaces in quotes.`)
  }
}
