import { eventTypes, instant, span } from './rows.ts'

/** The developer's own logs: the six forms of the Tracker document, and flows of several steps. */
export const APP_EVENTS = eventTypes(
  'app',
  { source: 'TRACKER' },
  {
    LOG: instant('Log', '日志'),
    LOG_DATA: instant('Data', '数据', ['size'], { form: 'data' }),
    LOG_TAG: instant('Tag', '标签', ['tag', 'value'], { form: 'tag' }),
    LOG_LIST: instant('List', '列表', ['count'], { form: 'list' }),
    LOG_ALARM: instant('Alarm', '告警', ['rule', 'reason'], { form: 'alarm', level: 'warn' }),
    LOG_ERROR: instant('Error', '错误', ['error', 'error_message'], { form: 'error', level: 'error' }),
    TIMER: span('Timer', '计时', ['tag', 'duration']),
    FLOW: span('Flow', '业务流程', ['flow', 'result', 'reason'], { source: 'FLOW' }),
    FLOW_STEP: span('Step', '流程步骤', ['flow', 'step', 'result', 'reason'], { source: 'FLOW' }),
  },
)
