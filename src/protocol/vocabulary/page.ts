import { eventTypes, instant, span } from './rows.ts'

const ELEMENT = ['element', 'role', 'title'] as const
const DEBUG = { level: 'debug' } as const
const WARN = { level: 'warn' } as const
const ERROR = { level: 'error', form: 'error' } as const

/** What the person and the browser did on the page. */
export const PAGE_EVENTS = eventTypes(
  'page',
  { source: 'PAGE' },
  {
    PAGE_LOAD: span('Page load', '页面加载', ['url', 'referrer', 'duration']),
    PAGE_ROUTE: instant('Route changed', '路由切换', ['from', 'to', 'route']),
    PAGE_VISIBILITY: instant('Visibility changed', '可见性变化', ['visibility']),
    PAGE_FOCUS: instant('Window focused', '窗口获得焦点', [], DEBUG),
    PAGE_BLUR: instant('Window lost focus', '窗口失去焦点', [], DEBUG),
    PAGE_FREEZE: instant('Page frozen', '页面冻结', [], WARN),
    PAGE_RESUME: instant('Page resumed', '页面恢复', ['duration']),
    PAGE_HIDE: instant('Page left', '离开页面', ['persisted']),
    PAGE_SHOW: instant('Page shown', '进入页面', ['persisted']),
    PAGE_DISCARDED: instant('Tab had been discarded', '标签页曾被丢弃', ['discarded'], WARN),
    PAGE_DUPLICATE: instant('Open in another tab as well', '页面重复打开', ['session'], WARN),
    PAGE_ONLINE: instant('Browser online', '网络恢复', ['online']),
    PAGE_OFFLINE: instant('Browser offline', '网络断开', ['online'], WARN),
    PAGE_SLEEP: instant('Device slept', '设备休眠', ['duration'], WARN),
    PAGE_RESIZE: instant('Window resized', '窗口尺寸变化', ['width', 'height'], DEBUG),
    PAGE_PRINT: instant('Printed', '打印', [], DEBUG),
    PAGE_CLICK: instant('Click', '点击', [...ELEMENT, 'x', 'y']),
    PAGE_DOUBLE_CLICK: instant('Double click', '双击', [...ELEMENT, 'x', 'y']),
    PAGE_RAGE_CLICK: instant('Repeated angry clicks', '连续急促点击', [...ELEMENT, 'count'], WARN),
    PAGE_DEAD_CLICK: instant('Click without effect', '点击无响应', ELEMENT, WARN),
    PAGE_INPUT: instant('Input', '输入', [...ELEMENT, 'count'], DEBUG),
    PAGE_SUBMIT: instant('Form submitted', '提交表单', ELEMENT),
    PAGE_KEY: instant('Key combination', '快捷键', ['key']),
    PAGE_COPY: instant('Copied', '复制', ['element', 'count'], DEBUG),
    PAGE_PASTE: instant('Pasted', '粘贴', ['element', 'count'], DEBUG),
    PAGE_SCROLL: instant('Scrolled', '滚动', ['x', 'y'], DEBUG),
    PAGE_LONG_TASK: span('Long task', '长任务', ['duration', 'value'], { source: 'TASK', level: 'warn' }),
    PAGE_LONG_FRAME: instant('Long animation frame', '长动画帧', ['duration', 'file'], WARN),
    PAGE_METRIC: instant('Page metric', '页面指标', ['metric', 'value']),
    PAGE_ERROR: instant(
      'Script error',
      '脚本错误',
      ['error', 'error_message', 'file', 'line', 'column'],
      ERROR,
    ),
    PAGE_REJECTION: instant('Unhandled rejection', '未处理的异常', ['error', 'error_message'], ERROR),
    PAGE_RESOURCE_ERROR: instant('Resource did not load', '资源加载失败', ['url', 'element'], ERROR),
    PAGE_CONSOLE: instant('Console output', '控制台输出', ['count']),
    PAGE_POLICY: instant('Blocked by security policy', '被安全策略拦截', ['directive', 'url'], WARN),
    PAGE_REPORT: instant('Browser report', '浏览器报告', ['reason', 'file', 'line'], WARN),
    PAGE_PERMISSION: instant('Permission', '权限', ['permission', 'permission_state']),
    PAGE_AUTOPLAY: instant('Sound blocked by autoplay policy', '自动播放被拦截', ['reason'], WARN),
  },
)
