/** A screen that waits longer than this is broken anyway; exports ask for `EXPORT_SECONDS`. */
export const READ_SECONDS = 10
export const EXPORT_SECONDS = 30
/** The engine stops itself first; the client only guards against an engine that no longer answers. */
export const READ_TIMEOUT_MS = (EXPORT_SECONDS + 5) * 1_000
/** A block of 20,000 rows is stored in well under a second; migrations and rebuilds of a day may take minutes. */
export const WRITE_TIMEOUT_MS = 300_000
/** A tenth of the memory of a small server, so that one query cannot end all others. */
export const READ_MEMORY_BYTES = 2 * 1024 ** 3
/** Two inserts at a time keep the engine busy; the rest is for kills and rebuilds. */
export const WRITER_SOCKETS = 4
/** Matches `max_concurrent_queries_for_user`: more would only queue inside the engine. */
export const READER_SOCKETS = 16
/** A second below the shortest keep-alive of any ClickHouse (3 s), so that no request meets a closing socket. */
export const IDLE_SOCKET_MS = 2_000
/**
 * Of one bound parameter as it travels (an array with its brackets and quotes): the default of
 * `http_max_field_value_size`, which no request can raise. Longer lists are asked in parts.
 */
export const MAX_PARAMETER_BYTES = 128 * 1024
