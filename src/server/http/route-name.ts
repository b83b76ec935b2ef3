/** What the log calls an address: never the address itself, which may hold numbers, accounts, query text. */
export function routeName(path: string): string {
  if (path.startsWith('/v1/')) return '/v1/…'
  if (!path.startsWith('/api/')) return 'page'
  // Ids stand in the third segment and beyond.
  return /^\/api\/[a-z.-]{1,40}(?=\/|$)/.exec(path)?.[0] ?? '/api/…'
}
