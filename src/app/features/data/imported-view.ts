import { DEFAULT_VIEW, printView, type ViewParams } from '#protocol/permalink/logs-view.ts'
import { printQuery } from '#protocol/query-lang/print.ts'
import type { ImportEntry } from '../../api/imports.ts'

/** Sessions that an address names; more make it longer than some chats keep whole. */
const MAX_NAMED = 40

export type ImportedPlace =
  | { readonly to: '/session/$id'; readonly params: { readonly id: string } }
  | { readonly to: '/logs'; readonly search: ViewParams }

/** Where the events of one or more imports are seen; undefined where nothing of them is stored. */
export function imported(
  entries: readonly Pick<ImportEntry, 'sessions' | 'sessionCount'>[],
): ImportedPlace | undefined {
  const sessions = [...new Set(entries.flatMap((it) => it.sessions))]
  const [only] = sessions
  if (only === undefined) return undefined
  const isWhole = entries.every((it) => it.sessionCount === it.sessions.length)
  if (isWhole && sessions.length === 1) return { to: '/session/$id', params: { id: only } }
  const query =
    isWhole && sessions.length <= MAX_NAMED ? anyOf('session', sessions) : anyOf('kind', ['import'])
  return { to: '/logs', search: printView({ ...DEFAULT_VIEW, query }) }
}

function anyOf(name: 'session' | 'kind', texts: readonly string[]): string {
  const nowhere = { start: 0, end: 0 }
  return printQuery({
    kind: 'field',
    ...nowhere,
    field: { name, ...nowhere },
    values: texts.map((text) => ({ kind: 'text', text, ...nowhere })),
  })
}
