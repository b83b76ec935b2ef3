import { expect, test } from '@playwright/test'
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

test('the page forbids inline script and foreign content', async ({ request }) => {
  const policy = (await request.get('/logs')).headers()['content-security-policy'] ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
})
