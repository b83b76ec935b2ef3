import type { share as en } from '../en/share.ts'

export const share: typeof en = {
  group: '链接',
  button: '复制链接',
  copy: '复制指向当前内容的链接',
  copiedRow: '已复制：当前日志、当前行、当前时区。',
  copiedList: '已复制：当前日志、当前时区。',
  localOnly: '仅能在本机打开。',
  masked: '其中的电话号码已打码。',
  refused: '浏览器不允许复制，请直接复制地址栏。',
  opened: '通过链接打开：显示复制链接时的日志。',
  showNewest: '显示之后的新日志',
  myLayout: '我的布局',
  removed: {
    title: '此后已有部分日志被删除：',
    day: (day) => `${day} 的实时日志`,
    session: (id) => `会话 ${id}`,
    events: (count) => `${count} 条事件`,
    byHand: '手动删除',
    expired: '已到保留期限',
    more: (count) => `另有 ${count} 项`,
  },
}
