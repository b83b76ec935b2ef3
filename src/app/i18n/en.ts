import { frame } from './en/frame.ts'
import { list } from './en/list.ts'
import { narrow } from './en/narrow.ts'
import { query } from './en/query.ts'
import { range } from './en/range.ts'
import { share } from './en/share.ts'
import { tail } from './en/tail.ts'
import { tools } from './en/tools.ts'
import { ui } from './en/ui.ts'
import { value } from './en/value.ts'
import { words } from './en/words.ts'
import { workspace } from './en/workspace.ts'

/**
 * By area of the app: what the list of events needs at once; the rest is in `en-later.ts`. The other languages must
 * match key by key: a missing key does not compile.
 */
export const en = { frame, list, narrow, query, range, share, tail, tools, ui, value, words, workspace }

export type FirstMessages = typeof en
