import { expect, test, type Page } from '@playwright/test'
import { LogsPage } from './pages/logs-page.ts'

/** Each would do something visible if any screen took log content for anything but text. */
const HOSTILE = [
  '<img src=x onerror="window.__hit=1">',
  '<script>window.__hit=1</script>',
  '"><svg onload=window.__hit=1>',
  'javascript:window.__hit=1',
  '{{constructor.constructor("window.__hit=1")()}}',
  '\u001b[31mred\u001b[0m\u0007',
  '\u202egnp.exe\u2066',
  'nul\u0000nul',
  '\ud800 lone surrogate',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!',
  'x'.repeat(30_000),
]

test('hostile content in every field is shown as text, and the layout holds', async ({ page, request }) => {
  const now = Date.now() * 1_000
  const answer = await request.post('/v1/events', {
    headers: { 'content-type': 'text/plain' },
    data: JSON.stringify({
      v: 1,
      key: 'local',
      session: 'hostile-e2e',
      secret: 'hostile-e2e-secret-0123456789',
      floor: 1,
      highest: HOSTILE.length,
      sent: now,
      via: 'live',
      events: HOSTILE.map((text, index) => ({
        seq: index + 1,
        time: now,
        mono: index,
        category: 'app',
        name: text.slice(0, 100),
        label: text.slice(0, 60),
        source: { id: `s${index}`, type: text.slice(0, 60), name: text.slice(0, 200) },
        message: text,
        attrs: { [text.slice(0, 60)]: text.slice(0, 2_000), ['__proto__']: 'x' },
        payload: text,
      })),
    }),
  })
  expect(answer.ok(), await answer.text()).toBe(true)
  expect(await answer.json()).toMatchObject({ stored: HOSTILE.length, rejected: [] })

  const problems: string[] = []
  page.on('dialog', (dialog) => {
    problems.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) problems.push(`csp: ${message.text()}`)
  })

  const logs = new LogsPage(page)
  await logs.open('session:hostile-e2e')
  await expect(logs.rows).toHaveCount(HOSTILE.length)
  expect(await page.evaluate(() => Reflect.get(window, '__hit'))).toBeUndefined()
  expect(problems).toEqual([])
  await expect(page.getByText('<script>window.__hit=1</script>').first()).toBeVisible()

  const heights = await logs.rows.evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height))
  expect(Math.max(...heights)).toBeLessThanOrEqual(26)
  const overflows = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
  expect(overflows).toBe(false)
})

/** Visits a screen and says what on it executed, failed or broke out of the layout. */
function watchedPage(page: Page) {
  const problems: string[] = []
  page.on('dialog', (dialog) => {
    problems.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) problems.push(`csp: ${message.text()}`)
  })
  return async (path: string) => {
    const broken = await page.evaluate(() => ({
      hit: Reflect.get(window, '__hit') !== undefined,
      injected: document.querySelectorAll('#root script, #root img[onerror], #root svg[onload]').length,
      overflows: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    }))
    expect({ path, problems, ...broken }).toEqual({
      path,
      problems: [],
      hit: false,
      injected: 0,
      overflows: false,
    })
  }
}

test('hostile names go through every screen as text', async ({ page, request }) => {
  test.setTimeout(180_000)
  const EVIL = '<img src=x onerror="window.__hit=1">'
  const LONG = `"><svg onload=window.__hit=1>${'长'.repeat(60)}\u202egnp.exe`
  const now = Date.now() * 1_000
  const event = (seq: number, more: object) => ({ seq, time: now + seq, mono: seq, name: EVIL, ...more })
  const answer = await request.post('/v1/events', {
    headers: { 'content-type': 'text/plain' },
    data: JSON.stringify({
      v: 1,
      key: 'local',
      session: 'hostile-screens-e2e',
      secret: 'hostile-e2e-secret-0123456789',
      record: {
        url: `https://x.example/${EVIL}`,
        browser: EVIL,
        os: LONG,
        app: EVIL,
        custom: { [EVIL]: LONG },
      },
      floor: 1,
      highest: 5,
      sent: now,
      via: 'live',
      events: [
        event(1, { category: 'sdk', name: 'IDENTIFY', attrs: { account: EVIL, staff: LONG, device: EVIL } }),
        event(2, {
          category: 'call',
          name: 'CALL',
          phase: 'begin',
          callid: EVIL,
          source: { id: EVIL, type: 'CALL' },
        }),
        event(3, { category: 'call', name: 'CALL_ERROR', level: 'error', callid: EVIL, message: LONG }),
        event(4, {
          category: 'request',
          name: 'REQUEST',
          phase: 'begin',
          callid: EVIL,
          form: 'error',
          attrs: { url: `javascript:${EVIL}`, method: EVIL, [EVIL]: LONG },
          payload: JSON.stringify({ [EVIL]: [LONG, { deep: EVIL }], stack: `Error: ${EVIL}\n at ${EVIL}` }),
        }),
        event(5, {
          category: 'webrtc',
          form: 'data',
          label: EVIL,
          payload: `v=0\r\no=- ${EVIL}\r\na=${LONG}`,
        }),
      ],
    }),
  })
  expect(await answer.json()).toMatchObject({ stored: 5 })

  const isSound = watchedPage(page)
  const at = encodeURIComponent(EVIL)
  for (const path of [
    '/logs?q=session:hostile-screens-e2e',
    ...[1, 2, 3, 4, 5].map((seq) => `/logs?v=1&q=session:hostile-screens-e2e&row=hostile-screens-e2e.${seq}`),
    `/logs?v=1&q=${at}&find=${at}&m1=${at}&cols=ts,attr.${at}`,
    '/session/hostile-screens-e2e',
    `/call/${at}`,
    `/account/${at}`,
    `/staff/${encodeURIComponent(LONG)}`,
    `/device/${at}`,
    `/?text=${at}`,
    '/imports',
    '/status',
    '/settings',
  ]) {
    await page.goto(path)
    await expect(page.locator('main')).not.toBeEmpty()
    await page.waitForLoadState('networkidle')
    await isSound(path)
  }
})

test('a hostile file and its name are text as well', async ({ page }) => {
  const isSound = watchedPage(page)
  await page.goto('/open')
  await page.setInputFiles('input[type=file]', {
    name: '<img src=x onerror=window.__hit=1>.ndjson',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from(
      HOSTILE.map((text) => JSON.stringify({ time: Date.now(), message: text })).join('\n'),
    ),
  })
  await expect(page.getByRole('grid')).toBeVisible()
  await isSound('/open')
})

test('the page forbids inline script and foreign content', async ({ request }) => {
  const policy = (await request.get('/logs')).headers()['content-security-policy'] ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
})
