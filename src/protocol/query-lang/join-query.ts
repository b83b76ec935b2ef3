/** Both must hold: an OR of either stays inside its parentheses. `*` means everything and joins as any other. */
export function joinQuery(scope: string, query: string): string {
  if (scope === '' || query === '') return scope + query
  return `${grouped(scope)} ${grouped(query)}`
}

/** A single word or `field:value` needs none; whatever may hold an operator does. */
const grouped = (query: string) => (/^[^\s()（）"“”]+$/.test(query) ? query : `(${query})`)
