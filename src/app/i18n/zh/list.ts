import type { list as en } from '../en/list.ts'

export const list: typeof en = {
  rows: {
    label: '事件',
    time: '时间',
    level: '级别',
    category: '类别',
    source: '来源',
    name: '事件',
    message: '消息',
    sample: '示例',
    imported: '导入',
    older: '加载更早的事件',
    loading: '正在加载事件…',
    loadingOlder: '正在加载更早的事件…',
    count: (shown, total, format) => `已显示 ${format(shown)} 条，共 ${format(total)} 条事件`,
    newestFirst: '最新的在前',
    partial: '计数超时：实际更多',
  },
  empty: {
    title: '没有匹配的事件',
    filtered: '已存储的事件都不符合这个筛选条件。请去掉一个条件，或清空筛选。',
    nothing: '还没有存储任何事件。请导入日志文件，或从页面上报事件。',
    importHint: 'npm run clueline -- import 文件',
  },
}
