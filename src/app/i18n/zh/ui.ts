import type { ui as en } from '../en/ui.ts'

export const ui: typeof en = {
  severity: { debug: '调试', info: '信息', warn: '警告', error: '错误', alarm: '告警' },
  close: '关闭',
  cancel: '取消',
  retry: '重试',
  reload: '刷新',
  loading: '正在加载…',
  remove: (what) => `移除 ${what}`,
  failures: '失败提示',
  partFailed: '界面的这一部分未能加载',
  partFailedWhy: '服务器没有响应，或者已有新版本。刷新页面即可获得当前版本。',
  scanned: (share) => `已扫描 ${share}`,
  notChosen: '请选择…',
  units: { micros: '微秒', millis: '毫秒', seconds: '秒', minutes: '分', hours: '小时', days: '天' },
}
