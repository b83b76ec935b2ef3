import type { StoreClient } from '#server/adapters/clickhouse/client.ts'
import { DERIVED_TABLES, derivedMerged, derivedSelect } from '#server/adapters/clickhouse/derived-tables.ts'

/** Enough to see what is wrong. */
const MAX_ROWS = 5

/** Rows in which a derived table and a recount of `events` differ, by table; empty when all is well. */
export async function derivedDifferences(client: StoreClient): Promise<Readonly<Record<string, unknown>>> {
  const differences: Record<string, unknown> = {}
  for (const table of DERIVED_TABLES) {
    const kept = derivedMerged(table)
    const counted = derivedMerged(table, `(${derivedSelect(table, 'events')})`)
    const answer = await client.query({
      query: `
        SELECT * FROM (
          SELECT 'kept' AS side, * FROM (${kept} EXCEPT ${counted})
          UNION ALL
          SELECT 'counted' AS side, * FROM (${counted} EXCEPT ${kept})
        ) LIMIT ${MAX_ROWS}`,
      format: 'JSONEachRow',
      clickhouse_settings: { precise_float_parsing: 1 },
    })
    const found = await answer.json()
    if (found.length > 0) differences[table.name] = found
  }
  return differences
}
