import type { StoredEvent } from '#protocol/event.ts'

/** More would not fit into a line anyway. */
const MAX_PAIRS = 8
const MAX_VALUE_CHARS = 120

/** `status=503  ms=1204`: what a line says of the attributes, in the order they came. */
export function attributesText({ attrs }: StoredEvent): string {
  const entries = Object.entries(attrs).slice(0, MAX_PAIRS)
  return entries
    .map(
      ([key, value]) =>
        `${key}=${value.length > MAX_VALUE_CHARS ? `${value.slice(0, MAX_VALUE_CHARS)}…` : value}`,
    )
    .join('  ')
}

/** What a person would call the source of a row. */
export function sourceName({ source }: StoredEvent): string {
  if (!source) return ''
  return source.name ?? `${source.type} ${source.id}`
}

/** The message, or what stands in for it. */
export function messageText(event: StoredEvent): string {
  return event.message ?? attributesText(event)
}
