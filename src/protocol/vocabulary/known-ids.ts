import type { Attributes } from '../event.ts'
import { isIdAttribute } from './lookup.ts'

/** `00-<trace id>-<span id>-01` (W3C Trace Context): people search for the parts. */
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/

/** Values of an event's attributes that `id:` finds. */
export function attributeIds(attrs: Attributes): readonly string[] {
  return Object.entries(attrs)
    .filter(([name, value]) => value !== '' && isIdAttribute(name))
    .flatMap(([, value]) => [value, ...(TRACEPARENT.exec(value)?.slice(1) ?? [])])
}
