/** Limits of what comes in. Over a limit: refused with a clear error or cut with a visible mark, never dropped. */

/** An upload as it arrives; OTLP's common body limit is 4-5 MiB. */
export const MAX_UPLOAD_BYTES = 5 * 1024 * 1024
/** After gunzip; OTLP recommends 20 MiB (answer to CVE-2024-36129, a 32,000:1 bomb). */
export const MAX_UPLOAD_EXPANDED_BYTES = 20 * 1024 * 1024
/** Honest JSON logs gzip 5-40:1. */
export const MAX_GZIP_RATIO = 100
/** Below this many expanded bytes the ratio proves nothing. */
export const GZIP_RATIO_FLOOR_BYTES = 1024 * 1024
export const MAX_EVENTS_PER_UPLOAD = 5_000
/** Of one session: ten events a second for 115 days in one page. */
export const MAX_SESSION_SEQ = 100_000_000
/** So many events, 3 GB of them, no page keeps unsent: a `highest` further above what was seen is not believed. */
export const MAX_SEQ_AHEAD = 10_000_000
/** As Loki's line limit; a larger one is a file, not an event. */
export const MAX_EVENT_BYTES = 256 * 1024
/** Longer messages are cut; attribute `truncated_bytes` says by how much. */
export const MAX_MESSAGE_CHARS = 32 * 1024
export const MAX_ATTRIBUTES = 64
export const MAX_ATTRIBUTE_KEY_CHARS = 128
/** Longer values are cut, with the mark of `CUT_MARK` at their end. */
export const MAX_ATTRIBUTE_VALUE_CHARS = 8 * 1024
export const MAX_NAME_CHARS = 128
export const MAX_ID_CHARS = 256
export const MAX_LABEL_CHARS = 64
export const CUT_MARK = '…[cut]'
/** Nesting of any JSON we parse ourselves. */
export const MAX_JSON_DEPTH = 64
/** Device clocks lie: live `ts` is kept within this much of the receipt. */
export const MAX_PAST_DAYS = 30
export const MAX_FUTURE_DAYS = 1
