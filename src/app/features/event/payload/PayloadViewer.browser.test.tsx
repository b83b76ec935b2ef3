import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { DEFAULT_VIEW } from '#protocol/permalink/logs-view.ts'
import { aStoredEvent } from '#testing/builders/event.ts'
import { LanguageProvider } from '../../../i18n/language.tsx'
import { WorkspaceProvider, type ChangeView } from '../../../state/workspace.tsx'
import '../../../ui/tokens.css'
import { PayloadSection } from './PayloadSection.tsx'

const change = vi.fn<ChangeView>()
const copied = vi.fn<(text: string) => Promise<void>>(async () => undefined)

beforeEach(() => {
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(copied)
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('{}', { status: 404 }))
})
afterEach(() => {
  vi.restoreAllMocks()
  change.mockClear()
  copied.mockClear()
})

async function open(payload: string, about: Parameters<typeof aStoredEvent>[0] = {}) {
  const event = aStoredEvent({ ...about, payloadBytes: payload.length })
  const screen = await render(
    <LanguageProvider>
      <QueryClientProvider client={new QueryClient()}>
        <WorkspaceProvider scope="" view={DEFAULT_VIEW} change={change}>
          <div style={{ width: 460 }}>
            <PayloadSection event={event} payload={payload} />
          </div>
        </WorkspaceProvider>
      </QueryClientProvider>
    </LanguageProvider>,
  )
  return screen
}

const MARKUP = '<img src=x onerror="window.__hit=1"><script>window.__hit=1</script>'
const HOSTILE: readonly (readonly [name: string, payload: string])[] = [
  ['markup', MARKUP],
  ['markup in JSON', JSON.stringify({ [MARKUP]: MARKUP, list: [{ a: MARKUP }, { a: MARKUP }] })],
  ['markup in headers', `GET /x HTTP/1.1\r\nx-a: ${MARKUP}\r\n\r\n${MARKUP}`],
  ['markup in SDP', `v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=${MARKUP}\r\nm=${MARKUP} 9 X 0\r\na=mid:${MARKUP}`],
  ['markup in a stack', `Error: ${MARKUP}\n    at ${MARKUP} (https://a.example/x.js:1:2)`],
  ['direction and control characters', '\u202egnp.exe\u2066\u0000\u001b[31mred\u0007'],
  ['names of Object itself', '{"__proto__":{"constructor":1},"toString":2,"a=__proto__":3}'],
  ['lone surrogates', '["\ud800","\\ud800 x"]'],
  ['ten thousand levels', '['.repeat(10_000) + ']'.repeat(10_000)],
  ['ten thousand levels that never close', '{"a":'.repeat(10_000)],
  ['one line of 5 MB', 'x'.repeat(5_000_000)],
  ['one JSON text of 5 MB', JSON.stringify({ a: 'y'.repeat(5_000_000) })],
  ['base64 of 5 MB', 'aGVsbG8gd29ybGQhIQ0K'.repeat(250_000)],
  ['combining marks', `Z${'\u0351\u036b\u0343'.repeat(300)}`],
]

describe('hostile payloads', () => {
  test.each(HOSTILE)('%s: nothing runs, no view breaks the layout', async (_, payload) => {
    const screen = await open(payload)
    const views = screen.getByRole('group', { name: 'View of the payload' }).getByRole('button')
    const count = views.all().length
    expect(count).toBeGreaterThanOrEqual(2)
    for (let index = 0; index < count; index++) {
      await views.nth(index).click()
      await expect.element(views.nth(index)).toHaveAttribute('aria-pressed', 'true')
      await expect.element(screen.getByText('Reading the payload…')).not.toBeInTheDocument()
      const section = screen.container.querySelector('section')
      expect(section?.scrollWidth).toBeLessThanOrEqual(section?.clientWidth ?? 0)
      expect(section?.clientHeight).toBeLessThan(2_500)
      // However long the payload is, only what is on the screen is laid out.
      expect(section?.querySelectorAll('*').length).toBeLessThan(2_000)
    }
    expect(Reflect.get(globalThis, '__hit')).toBeUndefined()
    expect(screen.container.querySelector('img, script')).toBeNull()
  })
})

describe('JSON', () => {
  const text =
    '{"id":12345678901234567890,"rate":1.50,"calls":[{"sdp":"v=0\\r\\no=- 1 1 IN IP4 0.0.0.0\\r\\ns=-\\r\\nt=0 0\\r\\nm=audio 9 X 0"}]}'

  test('shows numbers as they were sent, and copies them so', async () => {
    const screen = await open(text)
    await expect.element(screen.getByText('12345678901234567890')).toBeVisible()
    await expect.element(screen.getByText('1.50')).toBeVisible()
    await screen.getByText('Copy', { exact: true }).click()
    expect(copied).toHaveBeenCalledWith(text)
  })

  test('folds, moves, filters and copies the path by keys', async () => {
    const screen = await open(text)
    screen.getByRole('tree').element().focus()
    await userEvent.keyboard('{ArrowDown}')
    await userEvent.keyboard('p')
    expect(copied).toHaveBeenLastCalledWith('$.id')
    await userEvent.keyboard('{+}')
    expect(change).toHaveBeenLastCalledWith({ query: 'payload:12345678901234567890' }, 'push')
    await userEvent.keyboard('{Home}{ArrowLeft}')
    await expect.element(screen.getByText('12345678901234567890')).not.toBeInTheDocument()
    await userEvent.keyboard('{ArrowRight}')
    await expect.element(screen.getByText('12345678901234567890')).toBeVisible()
  })

  test('a value within can be looked into, and one comes back', async () => {
    const screen = await open(text)
    screen.getByRole('tree').element().focus()
    await userEvent.keyboard('{End}o')
    await expect.element(screen.getByRole('button', { name: 'SDP' })).toHaveAttribute('aria-pressed', 'true')
    await expect.element(screen.getByText('$.calls[0].sdp')).toBeVisible()
    await screen.getByRole('button', { name: 'Back' }).click()
    await expect.element(screen.getByRole('tree')).toBeVisible()
  })

  test('a large text is read in a worker, searched, and shown where the hit is', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => ({ index, name: `name ${index}` }))
    const screen = await open(JSON.stringify({ rows }))
    const search = screen.getByRole('searchbox', { name: 'Find in the payload' })
    await search.fill('name 19876')
    await expect.element(screen.getByText('1 hits')).toBeVisible()
    await userEvent.keyboard('{Enter}')
    await expect.element(screen.getByText('"name 19876"')).toBeVisible()
  })

  test('says from where on it is no JSON', async () => {
    const screen = await open('{"a":1,"b":')
    await expect.element(screen.getByText(/From character 11 on it is no JSON/)).toBeVisible()
    await expect.element(screen.getByText('a:', { exact: false })).toBeVisible()
  })

  test('objects with the same keys are a table', async () => {
    const screen = await open('[{"a":1,"b":"x"},{"a":2}]')
    await screen.getByRole('button', { name: 'Table' }).click()
    await expect.element(screen.getByRole('columnheader', { name: 'b' })).toBeVisible()
    await expect.element(screen.getByRole('row', { name: '2 2' })).toBeVisible()
  })
})

test('a list is numbered', async () => {
  const screen = await open('["first","second"]', { form: 'list' })
  await expect.element(screen.getByRole('listitem').nth(1)).toHaveTextContent('2.second')
})

test('candidates are told in words, the preferred one first', async () => {
  const relay = 'a=candidate:2 1 udp 41885695 192.0.2.11 5000 typ relay raddr 0.0.0.0 rport 0'
  const host = 'a=candidate:1 1 udp 2122260223 192.0.2.10 18627 typ host'
  const screen = await open(`${relay}\r\n${host}`)
  const rows = screen.getByRole('row')
  await expect.element(rows.nth(1)).toHaveTextContent(/host.*192\.0\.2\.10:18627.*126/)
  await expect.element(rows.nth(2)).toHaveTextContent(/relay.*192\.0\.2\.11:5000/)
})

test('a stack shows the developer’s own frames first, numbered as they stood', async () => {
  const screen = await open(
    'Error: x\n    at lib (https://a.example/node_modules/l.js:1:1)\n    at mine (https://a.example/app.js:2:2)',
  )
  await expect.element(screen.getByRole('listitem').first()).toHaveTextContent('mine')
  await expect.element(screen.getByRole('listitem').first()).toHaveAttribute('value', '2')
})

test('the raw text of any payload finds words', async () => {
  const screen = await open(`${'line\n'.repeat(5_000)}needle\n`)
  await screen.getByRole('searchbox').fill('NEEDLE')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText('needle')).toBeVisible()
})
