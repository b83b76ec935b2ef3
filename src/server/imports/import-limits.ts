/** Bounds of one running import; together they keep the server's growth far below the 400 MB that one may cost. */

/** Sent to the parser and not read yet. */
export const MAX_BYTES_AHEAD = 4 * 1024 * 1024
/** A chunk of events is handed over when it has this many, or this much text: some milliseconds of the main thread. */
export const CHUNK_EVENTS = 1_000
export const CHUNK_CHARS = 512 * 1024
/**
 * Chunks handed over and not stored yet. The main thread takes all that wait in one go and the writer makes one block
 * of them, so more of them make queries wait: 16,000 events in flight doubled their time against 5,000, for no speed.
 */
export const MAX_CHUNKS_IN_FLIGHT = 5
/** The importer reads so much at a time, then looks whether a chunk is full. */
export const PIECE_BYTES = 128 * 1024
/** A compressed file may become this large: more is a bomb, or a job for several files. */
export const MAX_EXPANDED_BYTES = 64 * 1024 ** 3
/** Heap of the parser's thread; what an event leaves behind dies young. */
export const PARSER_HEAP_MB = 256
export const PARSER_YOUNG_HEAP_MB = 48
/** Queries come first where there are few cores: higher is more polite, 19 the most. */
export const PARSER_NICENESS = 10
/** Of one file; each is remembered so that the import can be removed again. */
export const MAX_SESSIONS = 200_000
/** Running at the same time; each has a thread. */
export const MAX_RUNNING_IMPORTS = 4
/** How long an import waits for a store that cannot take events. */
export const MAX_STORE_WAIT_SECONDS = 300
/** Retries of one chunk never wait longer. */
export const MAX_RETRY_SECONDS = 15
export const MAX_FILE_NAME_CHARS = 255
/** What is read of a longer name; it is redacted before it is cut to `MAX_FILE_NAME_CHARS`. */
export const MAX_SENT_NAME_CHARS = 4_096
/** In the list and in answers; counts are always exact. */
export const MAX_ANSWERED_SESSIONS = 100
