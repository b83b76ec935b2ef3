import type { Form } from '#protocol/form.ts'
import type { Level } from '#protocol/level.ts'

/** What the reader's eye should find, in rising order: an alarm stands above an error. */
export type Severity = Level | 'alarm'

export function severityOf(event: { readonly form: Form; readonly level: Level }): Severity {
  return event.form === 'alarm' ? 'alarm' : event.level
}
