import type { narrow as en } from '../en/narrow.ts'

export const narrow: typeof en = {
  label: '筛选事件',
  placeholder: '票据  level:>=warn  category:websocket  "坐席掉线"',
  run: '查询',
  clear: '清空',
  help: '按回车查询。直接输入的词会在事件名、消息和属性中查找。',
  errorAt: (position) => `第 ${position} 个字符处：`,
}
