import type { Micros } from '#protocol/time.ts'
import type { Language } from '../../../i18n/language.tsx'
import type { Column } from '../columns.ts'
import type { Finding } from '../list-store.ts'
import type { TimeMode } from '../time-digits.ts'

/** What all rows of a list have in common. One object, so that a row redraws only when something of it changed. */
export interface RowSettings {
  /** Names the list in the ids of its rows: several lists may stand side by side. */
  readonly listId: string
  /** Of the server's store, where live, imported and sample rows lie mixed; a file that is open here is of one kind. */
  readonly isStored: boolean
  readonly columns: readonly Column[]
  readonly clock: (ts: Micros) => string
  readonly mode: TimeMode
  /** Of the first row of the list in time: what "since" is counted from; undefined until it is known. */
  readonly origin: Micros | undefined
  readonly language: Language
  readonly wrap: boolean
  readonly finding: Finding | undefined
}
