import { ClickHouseLogLevel, createClient } from '@clickhouse/client'
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client'
import type { StoreConnection } from './connection.ts'
import {
  IDLE_SOCKET_MS,
  READ_MEMORY_BYTES,
  READ_SECONDS,
  READ_TIMEOUT_MS,
  READER_SOCKETS,
  WRITE_TIMEOUT_MS,
  WRITER_SOCKETS,
} from './limits.ts'

export type StoreClient = ClickHouseClient

/** One writer (inserts, DDL, kills) and one reader (SELECT only, limits of its own). */
export interface StoreClients {
  readonly writer: StoreClient
  readonly reader: StoreClient
  /** Ends the idle sockets; queries in flight are not awaited. */
  close(): Promise<void>
}

/** Ids and counters pass 2^53: every client gets 64-bit integers as strings and never as rounded numbers. */
const ALWAYS = { output_format_json_quote_64bit_integers: 1 } as const satisfies ClickHouseSettings

/** One request = one block = one part: atomic, and acknowledged only when it is stored. */
export const WRITE_SETTINGS = {
  ...ALWAYS,
  async_insert: 0,
  input_format_parallel_parsing: 0,
  wait_end_of_query: 1,
  mutations_sync: '2',
} as const satisfies ClickHouseSettings

export const READ_SETTINGS = {
  ...ALWAYS,
  max_execution_time: READ_SECONDS,
  max_memory_usage: String(READ_MEMORY_BYTES),
  // Query results of one tenant must never be served to another one from a cache.
  use_query_cache: 0,
  cancel_http_readonly_queries_on_client_close: 1,
} as const satisfies ClickHouseSettings

export function createStoreClients(connection: StoreConnection): StoreClients {
  const common = {
    url: connection.url,
    database: connection.database,
    http_headers: { ...connection.headers },
    keep_alive: { enabled: true, idle_socket_ttl: IDLE_SOCKET_MS },
    use_multipart_params_auto: true,
    // Failures come back as rejected promises; the client's own console output would break `--json` of the CLI.
    log: { level: ClickHouseLogLevel.OFF },
  }
  const writer = createClient({
    ...common,
    ...connection.writer,
    request_timeout: WRITE_TIMEOUT_MS,
    max_open_connections: WRITER_SOCKETS,
    clickhouse_settings: WRITE_SETTINGS,
  })
  const reader = createClient({
    ...common,
    ...(connection.reader ?? connection.writer),
    request_timeout: READ_TIMEOUT_MS,
    max_open_connections: READER_SOCKETS,
    clickhouse_settings: connection.reader ? READ_SETTINGS : { ...READ_SETTINGS, readonly: '2' },
  })
  return {
    writer,
    reader,
    async close() {
      await Promise.all([writer.close(), reader.close()])
    },
  }
}
