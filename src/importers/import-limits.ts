/** Limits of what an importer keeps in memory. What is over is cut or refused and counted, never dropped in silence. */

/** One event's raw text; a 5 MB line is read and cut, a larger one only counted. */
export const MAX_ELEMENT_BYTES = 8 * 1024 * 1024
/** NetLog's constants are 50-500 KB with all field trials. */
export const MAX_CONSTANTS_BYTES = 32 * 1024 * 1024
/** Of polledData and other members of the file, this much is kept. */
export const MAX_MEMBER_BYTES = 4 * 1024 * 1024
/** Events that wait for constants which come after them. */
export const MAX_PENDING_BYTES = 16 * 1024 * 1024
/** Detection decides within this much of the file. */
export const DETECTION_BYTES = 64 * 1024
export const MAX_LISTED_SESSIONS = 100
export const MAX_NOTES = 20
/** Sources whose name and open spans are remembered: two generations of this many. */
export const MAX_REMEMBERED_SOURCES = 50_000
/** Open spans remembered for one source: of one name, and names. */
export const MAX_OPEN_SPANS = 1_000
/** Of a source's name; its events carry the whole of it. */
export const MAX_SOURCE_NAME_CHARS = 512
/** Members beside the events; a file of ours has four. */
export const MAX_MEMBERS = 64
