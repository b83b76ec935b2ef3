/** Where rows come from; part of the partition key, so that a kind can be removed as a unit. */
export const KINDS = ['live', 'import', 'sample'] as const
export type Kind = (typeof KINDS)[number]

export function isKind(value: unknown): value is Kind {
  return KINDS.includes(value as Kind)
}
