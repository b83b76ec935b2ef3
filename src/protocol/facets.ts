/** What every list is counted by, beside its rows; fields of the query language and `kind`. */
export const FACETS = [
  'category',
  'level',
  'form',
  'via',
  'kind',
  'label',
  'name',
  'phase',
  'source.type',
  'session.browser',
  'session.os',
  'session.app',
  'session.release',
] as const
export type FacetName = (typeof FACETS)[number]
