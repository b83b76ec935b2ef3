import type { Command } from '../../state/commands.ts'
import { fuzzyScore } from './fuzzy.ts'

export interface PaletteGroup {
  readonly title: string
  readonly commands: readonly Command[]
}

interface Asked {
  readonly commands: readonly Command[]
  readonly query: string
  /** Ids, the last used first. */
  readonly recent: readonly string[]
  readonly recentTitle: string
  /** The same title in the other language. */
  readonly otherTitle: (title: string) => string | undefined
}

/** Without a query: recently used ones, then all by group. With one: the best match first, as one group. */
export function paletteGroups({
  commands,
  query,
  recent,
  recentTitle,
  otherTitle,
}: Asked): readonly PaletteGroup[] {
  const offered = withoutShadowed(commands)
  if (query.trim() === '') {
    const known = recent.flatMap((id) => offered.find((it) => it.id === id) ?? [])
    const rest = offered.filter((it) => !known.includes(it))
    return [...(known.length > 0 ? [{ title: recentTitle, commands: known }] : []), ...byGroup(rest)]
  }
  const scored = offered
    .map((command) => ({ command, score: scoreOf(command, query, otherTitle) }))
    .filter((it): it is { command: Command; score: number } => it.score !== undefined)
  const order = scored.sort((a, b) => available(b.command) - available(a.command) || b.score - a.score)
  return order.length === 0 ? [] : [{ title: '', commands: order.map((it) => it.command) }]
}

/** Groups stand where their first command does. */
export function byGroup(commands: readonly Command[]): readonly PaletteGroup[] {
  return [...new Set(commands.map((it) => it.group))].map((title) => ({
    title,
    commands: commands.filter((it) => it.group === title),
  }))
}

const available = (command: Command) => (command.enabled === false ? 0 : 1)

/** Of commands with one id only the newest counts. */
export function withoutShadowed(commands: readonly Command[]): readonly Command[] {
  return [...new Map([...commands].reverse().map((it) => [it.id, it])).values()].reverse()
}

function scoreOf(
  command: Command,
  query: string,
  otherTitle: (title: string) => string | undefined,
): number | undefined {
  const other = otherTitle(command.title)
  const group = `${command.group} ${command.title}`
  const scores = [command.title, other, group].flatMap((it) =>
    it === undefined ? [] : (fuzzyScore(query, it) ?? []),
  )
  return scores.length === 0 ? undefined : Math.max(...scores)
}
