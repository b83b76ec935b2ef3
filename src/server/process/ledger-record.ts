import { SESSION_FIELDS } from '#protocol/session.ts'
import type { SessionRecord } from '#protocol/session.ts'

/** The session record as flat names, as `session.<name>` asks for them: `browser`, `custom.team`. */
export type RecordFields = ReadonlyMap<string, string>

const CUSTOM = 'custom.'

export function recordFields(record: SessionRecord): RecordFields {
  const fields = new Map<string, string>()
  for (const name of SESSION_FIELDS) {
    const value = record[name]
    if (value !== undefined && value !== '') fields.set(name, value)
  }
  for (const [name, value] of Object.entries(record.custom ?? {})) fields.set(CUSTOM + name, value)
  return fields
}

/** Later records add to and replace what earlier ones said; what they leave out stays. */
export function mergeFields(before: RecordFields, after: RecordFields): RecordFields {
  const changed = [...after].some(([name, value]) => before.get(name) !== value)
  return changed ? new Map([...before, ...after]) : before
}
