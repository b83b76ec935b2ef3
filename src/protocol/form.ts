/** The six log forms of the Tracker document. */
export const FORMS = ['text', 'data', 'tag', 'list', 'alarm', 'error'] as const
export type Form = (typeof FORMS)[number]

export function isForm(value: unknown): value is Form {
  return FORMS.includes(value as Form)
}
