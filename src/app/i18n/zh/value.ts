import type { value as en } from '../en/value.ts'

export const value: typeof en = {
  filterFor: '只看这个值',
  filterOut: '排除这个值',
  copy: '复制值',
  mark: '标记含此值的行',
  empty: '空',
  showAll: (chars) => `显示全部 ${chars} 个字符`,
  showLess: '收起',
  copied: '已复制',
  copyFailed: '浏览器拒绝复制，请选中文本后手动复制。',
  marked: '已标记',
  markedAlready: '已经标记过',
  marksFull: '八种标记都已用完，请先取消一个。',
  filteredFor: '已加入筛选条件',
  filteredOut: '已从列表中排除',
}
