/** Limits of one query: what a person writes is far below them, what would hurt the store is above. */

/** Fits a URL that every browser and chat keeps whole. */
export const MAX_QUERY_CHARS = 2_000
/** Of brackets and negations; the parser and both back ends recurse this deep. */
export const MAX_QUERY_DEPTH = 32
/** Words and values together: each is a test per row. */
export const MAX_QUERY_TERMS = 100
/** Stars in one pattern: each is another search through the text. */
export const MAX_PATTERN_STARS = 8
