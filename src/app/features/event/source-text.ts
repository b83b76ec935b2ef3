import type { EventSource } from '#protocol/event.ts'

/** What a person would call a source: `push.example.com (WEBSOCKET 8)`. */
export function sourceText({ id, type, name }: EventSource): string {
  return name === undefined ? `${type} ${id}` : `${name} (${type} ${id})`
}
