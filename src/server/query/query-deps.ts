import type { IngestPosition } from '#protocol/ids.ts'
import type { Keyring } from '../ports.ts'
import type { EventReader } from './event-reader.ts'
import type { RunningQueries } from './running-queries.ts'

export interface QueryDeps {
  readonly reader: EventReader
  /** Greatest snapshot that can be read: `EventWriter.committed`. */
  readonly committed: () => IngestPosition
  readonly keyring: Keyring
  readonly queries: RunningQueries
}

/** A screen that waits longer is broken anyway; what was found by then comes marked as partial. */
export const QUERY_SECONDS = 10
