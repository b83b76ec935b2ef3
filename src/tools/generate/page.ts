import type { EventSource } from '#protocol/event.ts'
import { playRequest } from './requests.ts'
import { MILLI, SECOND, type Offset, type Stage } from './stage.ts'

export interface Page {
  readonly page: EventSource
  readonly sdk: EventSource
  readonly tracker: EventSource
  route: string
}

/** Page, recorder and application come up; the person becomes known. Returns when that is done. */
export function openPage(stage: Stage): readonly [Page, Offset] {
  const { random, person } = stage
  const page: Page = {
    page: stage.source('PAGE', '/workbench'),
    sdk: stage.source('SDK'),
    tracker: stage.source('TRACKER', 'workbench'),
    route: '/login',
  }
  const load = stage.begin(0, 'PAGE_LOAD', page.page, { url: 'https://desk.example.com/workbench' })
  stage.instant(random.int(50, 400), 'SDK_START', page.sdk, {
    version: '1.0.0',
    storage: 'indexeddb',
    config: random.hex(8),
  })
  const loaded = random.int(300, 2_500) * MILLI
  stage.end(loaded, 'PAGE_LOAD', page.page, load, { duration: String(Math.round(loaded / MILLI)) })
  stage.instant(loaded + 100, 'PAGE_PERMISSION', page.page, {
    permission: 'microphone',
    permission_state: 'granted',
  })
  const flow = stage.source('FLOW', 'login')
  const login = stage.begin(
    loaded + 1_000,
    'FLOW',
    flow,
    { flow: 'login' },
    { message: stage.say('登录流程开始', 'Login begins') },
  )
  const answered = playRequest(stage, loaded + 2_000, {
    method: 'POST',
    path: '/login',
    medianMillis: 220,
    answer: JSON.stringify({ code: 'ok', account: person.account, staff: person.staff, roles: ['agent'] }),
  })
  stage.instant(
    answered + 500,
    'IDENTIFY',
    page.sdk,
    { account: person.account, staff: person.staff, device: person.device, staff_name: person.name },
    {
      message: stage.say(
        `登录账号 ${person.account}，员工 ${person.staff}`,
        `Signed in as ${person.account}, staff ${person.staff}`,
      ),
    },
  )
  stage.end(answered + 900, 'FLOW', flow, login, { flow: 'login', result: 'ok' })
  changeRoute(stage, answered + 1_000, page, '/workbench')
  return [page, answered + 2_000]
}

export function changeRoute(stage: Stage, at: Offset, page: Page, to: string): void {
  stage.instant(at, 'PAGE_ROUTE', page.page, { from: page.route, to, route: to })
  page.route = to
}

type Words = readonly [zh: string, en: string]
const BUTTONS: readonly [Words, ...Words[]] = [
  ['客户列表', 'Customers'],
  ['保存小结', 'Save notes'],
  ['查询', 'Search'],
  ['下一位', 'Next'],
  ['通话记录', 'Call history'],
]
const ROUTES = ['/workbench', '/customers', '/history', '/settings', '/reports'] as const
const LOOKUPS = [
  '/customer/detail',
  '/customer/list',
  '/call/history',
  '/notice/list',
  '/seat/config',
] as const

export function click(stage: Stage, at: Offset, page: Page, zh: string, en: string): void {
  const { random } = stage
  stage.instant(at, 'PAGE_CLICK', page.page, {
    element: `button#${en.toLowerCase().replaceAll(' ', '-')}`,
    role: 'button',
    title: stage.say(zh, en),
    x: String(random.int(20, 1_400)),
    y: String(random.int(20, 800)),
  })
}

function lookUp(stage: Stage, at: Offset): Offset {
  const { random } = stage
  const path = random.pick(LOOKUPS)
  if (random.chance(0.01)) {
    const failed = playRequest(stage, at, { method: 'GET', path, broken: true, medianMillis: 800 })
    return playRequest(stage, failed + random.int(500, 2_000) * MILLI, { method: 'GET', path, attempt: 2 })
  }
  if (random.chance(0.01))
    return playRequest(stage, at, {
      method: 'GET',
      path,
      status: random.pick([500, 502, 503]),
      medianMillis: 400,
    })
  const rows = random.int(0, 12)
  const answer = JSON.stringify({
    code: 'ok',
    total: rows,
    rows: Array.from({ length: rows }, (_, index) => ({
      id: `k${random.digits(9)}`,
      name: `客户${index + 1}`,
      level: random.int(1, 5),
    })),
  })
  return playRequest(stage, at, { method: 'GET', path, answer, medianMillis: 90 })
}

type Log = readonly [name: 'LOG' | 'LOG_DATA' | 'LOG_TAG' | 'LOG_LIST', zh: string, en: string]
const LOGS: readonly [Log, ...Log[]] = [
  ['LOG', '工作台初始化完成', 'Workbench is ready'],
  ['LOG', '加载客户资料', 'Loads the customer'],
  ['LOG', '客户资料渲染完成', 'Customer is on the screen'],
  ['LOG_DATA', '当前配置', 'Present settings'],
  ['LOG_TAG', '灰度标记', 'Feature flag'],
  ['LOG_LIST', '待办列表', 'To do'],
  ['LOG', '掉话之后再上线，恢复工作状态', 'Back online after a lost call'],
  ['LOG', '话术模板切换', 'Script template changed'],
]

function logSomething(stage: Stage, at: Offset, page: Page): void {
  const { random } = stage
  const [name, zh, en] = random.pick(LOGS)
  const payloads = {
    LOG_DATA: `{"autoAnswer":${random.chance(0.5)},"volume":${random.int(1, 100)}}`,
    LOG_LIST: '["回访","补录小结","Call back"]',
  }
  stage.instant(at, name, page.tracker, name === 'LOG_TAG' ? { tag: 'new-dialer', value: '1' } : {}, {
    message: stage.say(zh, en),
    label: random.pick(['workbench', 'dialer', 'crm']),
    ...(name === 'LOG_DATA' || name === 'LOG_LIST' ? { payload: payloads[name] } : {}),
  })
}

function trouble(stage: Stage, at: Offset, page: Page): void {
  const { random } = stage
  const kind = random.int(0, 3)
  if (kind === 0) {
    const file = 'https://desk.example.com/assets/workbench.js'
    const line = random.int(1, 900)
    const text = "Cannot read properties of undefined (reading 'callid')"
    const attrs = { error: 'TypeError', error_message: text, file, line: String(line), column: '17' }
    stage.instant(at, 'PAGE_ERROR', page.page, attrs, {
      message: `TypeError: ${text}`,
      payload: `TypeError: ${text}\n    at showCall (${file}:${line}:17)\n    at onState (${file}:${line + 40}:5)`,
    })
  } else if (kind === 1) {
    const task = stage.source('TASK')
    const length = random.int(60, 900)
    const span = stage.begin(at, 'PAGE_LONG_TASK', task)
    stage.end(at + length * MILLI, 'PAGE_LONG_TASK', task, span, { duration: String(length) })
  } else if (kind === 2) {
    stage.instant(
      at,
      'LOG_ALARM',
      page.tracker,
      { rule: 'slow-list' },
      { message: stage.say('列表加载超过 3 秒', 'The list took more than 3 s'), label: 'crm' },
    )
  } else {
    stage.instant(at, 'PAGE_RAGE_CLICK', page.page, { element: 'button#search', role: 'button', count: '6' })
  }
}

/** What fills the time between calls: clicks, look-ups, logs. Returns when the person is idle again. */
export function workABit(stage: Stage, at: Offset, page: Page): Offset {
  const { random } = stage
  let now = at
  const steps = random.int(1, 4)
  for (let i = 0; i < steps; i += 1) {
    const [zh, en] = random.pick(BUTTONS)
    click(stage, now, page, zh, en)
    if (random.chance(0.25)) changeRoute(stage, now + 10 * MILLI, page, random.pick(ROUTES))
    now = lookUp(stage, now + random.int(5, 60) * MILLI)
    if (random.chance(0.6)) logSomething(stage, now + 3 * MILLI, page)
    if (random.chance(0.04)) trouble(stage, now + 4 * MILLI, page)
    now += random.int(1, 8) * SECOND
  }
  if (random.chance(0.1)) {
    stage.instant(now, 'PAGE_VISIBILITY', page.page, { visibility: 'hidden' })
    now += random.int(2, 50) * SECOND
    stage.instant(now, 'PAGE_VISIBILITY', page.page, { visibility: 'visible' })
  }
  return now + 100 * MILLI
}

/** The page is left. */
export function leavePage(stage: Stage, at: Offset, page: Page): void {
  stage.instant(at, 'PAGE_VISIBILITY', page.page, { visibility: 'hidden' })
  stage.instant(at + 300, 'PAGE_HIDE', page.page, { persisted: 'false' })
}
