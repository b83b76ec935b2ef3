import type { workspace as en } from '../en/workspace.ts'

export const workspace: typeof en = {
  newerLink: '这个链接来自更新的版本。请刷新页面后打开。',
  group: '列表',
  addList: '在旁边再放一个列表',
  closeList: '关闭此列表',
}
