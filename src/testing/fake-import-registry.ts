import type { ImportEntry, ImportRegistry } from '#server/imports/import-entry.ts'

const keyOf = (tenant: string, id: string) => `${tenant}/${id}`

/** Keeps the promises of `ImportRegistry` in memory, and shows every version that was written. */
export function fakeImportRegistry(): ImportRegistry & { readonly written: ImportEntry[] } {
  const entries = new Map<string, ImportEntry>()
  const written: ImportEntry[] = []
  return {
    written,
    put: async (entry) => {
      await Promise.resolve()
      written.push(entry)
      entries.set(keyOf(entry.tenant, entry.id), entry)
    },
    get: async (tenant, id) => Promise.resolve(entries.get(keyOf(tenant, id))),
    list: async (tenant) =>
      Promise.resolve([...entries.values()].filter((it) => it.tenant === tenant).toReversed()),
    remove: async (tenant, id) => {
      await Promise.resolve()
      entries.delete(keyOf(tenant, id))
    },
    running: async () => Promise.resolve([...entries.values()].filter((it) => it.status === 'running')),
  }
}
