import { dashboard } from './en/dashboard.ts'
import { data } from './en/data.ts'
import { event } from './en/event.ts'
import { find } from './en/find.ts'
import { frame } from './en/frame.ts'
import { list } from './en/list.ts'
import { narrow } from './en/narrow.ts'
import { openFile } from './en/open-file.ts'
import { query } from './en/query.ts'
import { range } from './en/range.ts'
import { settings } from './en/settings.ts'
import { share } from './en/share.ts'
import { status } from './en/status.ts'
import { tail } from './en/tail.ts'
import { tools } from './en/tools.ts'
import { ui } from './en/ui.ts'
import { value } from './en/value.ts'
import { words } from './en/words.ts'
import { workspace } from './en/workspace.ts'

/** By area of the app. The other languages must match key by key: a missing key does not compile. */
export const en = {
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

export type Messages = typeof en
