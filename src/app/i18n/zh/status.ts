import type { status as en } from '../en/status.ts'

export const status: typeof en = {
  title: '状态',
  notLoaded: '无法加载状态',
  server: '服务器',
  state: '状态',
  states: { starting: '启动中', ready: '正常', degraded: '降级', failed: '失败' },
  version: '版本',
  uptime: '已运行',
  duration: (seconds) => {
    const [days, hours, minutes] = [seconds / 86_400, (seconds / 3_600) % 24, (seconds / 60) % 60].map(
      Math.floor,
    )
    if (days) return `${days} 天 ${hours} 小时`
    return hours ? `${hours} 小时 ${minutes} 分` : `${minutes} 分 ${Math.floor(seconds % 60)} 秒`
  },
  engine: '引擎',
  modes: { embedded: '内置', external: '外部' },
  restarts: '引擎重启次数',
  store: '存储',
  eventBytes: '事件占用',
  allBytes: '全部表占用',
  partitions: '天数',
  parts: '数据块',
  retention: '实时日志保留',
  keptForEver: '永久',
  days: (count) => `${count} 天`,
  disk: '磁盘',
  free: (free, total) => `剩余 ${free}，共 ${total}`,
  delivery: '送达情况',
  deliveryHelp: '会话中的每条事件都有序号，因此缺了哪些是可知的。丢失：客户端已声明；缺失：尚无任何说明。',
  kind: '类型',
  kinds: { live: '实时', import: '导入', sample: '示例' },
  sessions: '会话',
  events: '事件',
  rejected: '被拒',
  lost: '丢失',
  missing: '缺失',
  ratio: '送达率',
  rejects: '被拒原因',
  noRejects: '没有被拒的事件。',
  reason: '原因',
}
