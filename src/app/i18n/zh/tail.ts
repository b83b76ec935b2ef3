import type { StreamState } from '../../api/commit-stream.ts'
import type { tail as en } from '../en/tail.ts'

const STATES: Readonly<Record<StreamState | 'off', string>> = {
  off: '关闭',
  connecting: '连接中',
  open: '实时',
  lost: '连接中断，正在重连',
}

export const tail: typeof en = {
  group: '实时',
  live: '实时',
  paused: '已暂停',
  start: '跟随新日志',
  stop: '停止跟随',
  help: '跟随新到的日志（l）。离开最新一行即暂停，回到最新处继续。',
  showNewer: '显示更新的日志',
  newer: (formatted) => `${formatted} 条更新的日志`,
  state: (state, isFollowing) => (state === 'open' && !isFollowing ? '已暂停：已离开最新处' : STATES[state]),
  rate: (rows) => `${rows} 条/秒`,
  lag: (seconds) => `延迟 ${seconds} 秒`,
}
