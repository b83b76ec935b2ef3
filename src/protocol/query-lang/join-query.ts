import { parseQuery } from './parse.ts'

/**
 * Both must hold: an OR of either stays inside its parentheses. `*` means everything and joins as any other. What
 * cannot be read by itself comes back alone, so that its fault is told: `a) OR (b` must not break out of the scope.
 */
export function joinQuery(scope: string, query: string): string {
  if (scope === '' || query === '') return scope + query
  if (!parseQuery(query).ok) return query
  return `${grouped(scope)} ${grouped(query)}`
}

/** A single word or `field:value` needs none; whatever may hold an operator does. */
const grouped = (query: string) => (/^[^\s()（）"“”]+$/.test(query) ? query : `(${query})`)
