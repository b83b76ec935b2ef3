import type { frame as en } from '../en/frame.ts'

export const frame: typeof en = {
  appName: 'Clueline',
  tagline: '在线路上找到线索',
  nav: { find: '查找', logs: '日志', imports: '导入', status: '状态', settings: '设置', label: '主导航' },
  theme: { label: '主题', auto: '跟随系统', light: '浅色', dark: '深色' },
  language: { label: '语言' },
  error: {
    title: '无法加载事件',
    network: '服务器没有响应。它可能正在启动，或者已经停止。服务运行后再试即可。',
    starting: '服务器正在启动存储引擎，本页会自动重试。',
    retry: '重试',
    boundary: '页面出错了。请刷新；如果仍然出错，下面的信息有助于反馈问题。',
    notFound: '这个地址没有页面。',
    backToLogs: '前往日志',
  },
  signIn: {
    title: '登录',
    token: '访问令牌',
    help: '服务器启动时会显示令牌；也可以用 CLUELINE_TOKEN 设置。',
    submit: '登录',
    wrong: '令牌不正确。请检查是否漏了字符，或询问服务器的管理者。',
    wait: '尝试次数过多，请一分钟后再试。',
    signOut: '退出登录',
  },
  sample: {
    notice: '这里包含示例数据：一个反复掉线的坐席，以及一个正常的坐席。',
    remove: '删除示例数据',
    removing: '正在删除…',
    removeFailed: '示例数据未能删除。',
  },
}
