import type { Messages } from './en.ts'
import { dashboard } from './zh/dashboard.ts'
import { data } from './zh/data.ts'
import { event } from './zh/event.ts'
import { find } from './zh/find.ts'
import { frame } from './zh/frame.ts'
import { list } from './zh/list.ts'
import { narrow } from './zh/narrow.ts'
import { openFile } from './zh/open-file.ts'
import { query } from './zh/query.ts'
import { range } from './zh/range.ts'
import { settings } from './zh/settings.ts'
import { share } from './zh/share.ts'
import { status } from './zh/status.ts'
import { tail } from './zh/tail.ts'
import { tools } from './zh/tools.ts'
import { ui } from './zh/ui.ts'
import { value } from './zh/value.ts'
import { words } from './zh/words.ts'
import { workspace } from './zh/workspace.ts'

export const zh: Messages = {
  dashboard,
  data,
  event,
  find,
  frame,
  list,
  narrow,
  openFile,
  query,
  range,
  settings,
  share,
  status,
  tail,
  tools,
  ui,
  value,
  words,
  workspace,
}
