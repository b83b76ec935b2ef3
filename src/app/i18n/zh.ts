import type { FirstMessages } from './en.ts'
import { frame } from './zh/frame.ts'
import { list } from './zh/list.ts'
import { narrow } from './zh/narrow.ts'
import { query } from './zh/query.ts'
import { range } from './zh/range.ts'
import { share } from './zh/share.ts'
import { tail } from './zh/tail.ts'
import { tools } from './zh/tools.ts'
import { ui } from './zh/ui.ts'
import { value } from './zh/value.ts'
import { words } from './zh/words.ts'
import { workspace } from './zh/workspace.ts'

export const zh: FirstMessages = {
  frame,
  list,
  narrow,
  query,
  range,
  share,
  tail,
  tools,
  ui,
  value,
  words,
  workspace,
}
