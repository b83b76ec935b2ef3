import type { EventKey } from '#protocol/event.ts'

/** Whether both name the same event; two events with equal content are still two. */
export function isSameEvent(a: EventKey | undefined, b: EventKey | undefined): boolean {
  return a !== undefined && b !== undefined && a.session === b.session && a.seq === b.seq
}
