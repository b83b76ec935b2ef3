/** Query strings whose values are text and nothing else: a router that guesses types corrupts 64-bit ids. */

type SearchParams = Readonly<Record<string, string>>

/** `?q=a%20b&v=1` → `{q: 'a b', v: '1'}`. The first of a repeated name counts. */
export function parseSearchParams(text: string): SearchParams {
  const found = new Map<string, string>()
  for (const part of text.replace(/^\?/, '').split('&')) {
    if (part === '') continue
    const cut = part.indexOf('=')
    const name = decode(cut < 0 ? part : part.slice(0, cut))
    if (!found.has(name)) found.set(name, cut < 0 ? '' : decode(part.slice(cut + 1)))
  }
  return Object.fromEntries(found)
}

/** `{q: 'a b'}` → `?q=a%20b`; empty → ``. Absent values are left out; `:` `,` `*` `/` stay readable. */
export function printSearchParams(params: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(params).flatMap(([name, value]) =>
    typeof value === 'string' ? [`${encode(name)}=${encode(value)}`] : [],
  )
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/%(3A|2C|2F|40)/g, (code) =>
    decodeURIComponent(code),
  )
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
