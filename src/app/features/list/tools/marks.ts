import type { StoredEvent } from '#protocol/event.ts'
import {
  MARK_COLOURS,
  MAX_MARK_NAME_CHARS,
  type Mark,
  type MarkColour,
} from '#protocol/permalink/logs-view.ts'
import { fieldTerm } from '#protocol/query-lang/field-term.ts'

/** The mark that stands for what a row is about: its source, else its kind of event. */
export function markOfRow({ source, session, name }: StoredEvent): Omit<Mark, 'colour'> {
  if (!source) return { query: fieldTerm('name', name), name: shortName(name) }
  // Ids of sources are unique within their session only.
  const query = `${fieldTerm('source.id', source.id)} ${fieldTerm('session', session)}`
  return { query, name: shortName(source.name ?? `${source.type} ${source.id}`) }
}

/** What a reader calls a mark. */
export const markName = ({ name, query }: Mark): string => name ?? query

/** Undefined: all colours are taken. */
export function freeColour(marks: readonly Mark[]): MarkColour | undefined {
  return MARK_COLOURS.find((colour) => marks.every((mark) => mark.colour !== colour))
}

/** With this mark instead of the one of its colour, in the order of the colours, as a link has them. */
export function withMark(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  return [...marks.filter(({ colour }) => colour !== mark.colour), mark].sort((a, b) =>
    a.colour < b.colour ? -1 : 1,
  )
}

export function withoutMark(marks: readonly Mark[], colour: MarkColour): readonly Mark[] {
  return marks.filter((mark) => mark.colour !== colour)
}

function shortName(text: string): string {
  return text.length > MAX_MARK_NAME_CHARS
    ? `${text.slice(0, MAX_MARK_NAME_CHARS - 1)}…`.toWellFormed()
    : text
}
