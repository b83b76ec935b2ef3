import type { workspace as en } from '../en/workspace.ts'

export const workspace: typeof en = {
  newerLink: '这个链接来自更新的版本。请刷新页面后打开。',
}
