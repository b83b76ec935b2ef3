import type { ClickHouseSettings } from '@clickhouse/client'
import type { Kind } from '#protocol/kind.ts'

/** More memory than this for one grouping, and it goes on on the disk: a day of 20 million events is rebuilt so. */
const GROUP_MEMORY_BYTES = 1024 ** 3

/** Facts of calls are numbers read from text; the quick reading may be off by the last bit. */
const EXACT: ClickHouseSettings = { precise_float_parsing: 1 }

/** Each view costs some milliseconds however small the block; on two cores a third of the time is saved. */
const HURRIED: ClickHouseSettings = { parallel_view_processing: 1 }
/** Nobody waits for an imported block, but others may be reading: one core is enough. */
const UNHURRIED: ClickHouseSettings = { parallel_view_processing: 0, max_threads: 1, max_insert_threads: '1' }

/** A block of events: whole or not at all, and its views remember its token as it does. */
export function blockSettings(token: string, kind: Kind): ClickHouseSettings {
  // Under an empty token the engine would compare contents, and drop honest repetitions.
  if (token === '') throw new RangeError('a block needs a token')
  return {
    ...EXACT,
    insert_deduplicate: 1,
    insert_deduplication_token: token,
    deduplicate_blocks_in_dependent_materialized_views: 1,
    ...(kind === 'import' ? UNHURRIED : HURRIED),
  }
}

/** A rebuild writes into a table of its own, where blocks that look alike are no repetition. */
export const INSERT_SELECT_SETTINGS: ClickHouseSettings = {
  ...EXACT,
  insert_deduplicate: 0,
  max_bytes_before_external_group_by: String(GROUP_MEMORY_BYTES),
}
