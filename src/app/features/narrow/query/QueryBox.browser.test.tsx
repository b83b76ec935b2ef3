import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { cdp, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { mountedCommands } from '../../../state/commands.ts'
import { LanguageProvider } from '../../../i18n/language.tsx'
import '../../../ui/tokens.css'
import { QueryBox } from './QueryBox.tsx'
import { useQueryMemory } from './query-memory.ts'
import type { ValueLoader } from './use-proposals.ts'

const client = new QueryClient()
/** What the data was asked for. */
const asked: string[] = []
const values: ValueLoader = {
  key: 'test',
  load: async ({ field, contains }) => {
    asked.push(`${field} ${contains}`)
    const known: Readonly<Record<string, readonly string[]>> = {
      name: ['HTTP_REQUEST', 'CALL_STATE', '坐席 掉线'],
      'attr.': ['status', 'x y'],
      level: ['error', 'info'],
    }
    const fitting = (known[field] ?? []).filter((it) => it.toLowerCase().includes(contains.toLowerCase()))
    return {
      values: fitting.map((value, index) => ({ value, count: 1_000 - index })),
      distinct: fitting.length,
      millis: 1,
    }
  },
}

const spy = () => vi.fn<(query: string) => void>()

function box(query: string, onRun: (query: string) => void, isLit = false) {
  return (
    <QueryClientProvider client={client}>
      <LanguageProvider>
        <QueryBox query={query} isLit={isLit} values={values} onRun={onRun} />
      </LanguageProvider>
    </QueryClientProvider>
  )
}

const lit = () => [...document.querySelectorAll('[data-lit]')].map((it) => it.textContent).join('')

/** Chromium's own protocol: what an input method does to the page. */
interface Protocol {
  send(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown>
}
const protocol = () => cdp() as unknown as Protocol
const compose = (text: string) =>
  protocol().send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
const commit = (text: string) => protocol().send('Input.insertText', { text })

beforeEach(() => {
  useQueryMemory.setState({ recent: [], saved: [] })
})

describe('query box', () => {
  test('runs on Enter, trimmed, and never while typing', async () => {
    const onRun = spy()
    const screen = await render(box('', onRun))
    await screen.getByRole('textbox').fill('  level:error ')
    expect(onRun).not.toHaveBeenCalled()
    await userEvent.keyboard('{Enter}')
    expect(onRun.mock.calls).toEqual([['level:error']])
  })

  test('shows what the address says, and what is typed only until the address changes', async () => {
    const onRun = spy()
    const screen = await render(box('first', onRun))
    const input = screen.getByRole('textbox')
    await expect.element(input).toHaveValue('first')
    await input.fill('second')
    await userEvent.keyboard('{Enter}')
    await screen.rerender(box('second', onRun))
    await screen.rerender(box('first', onRun))
    await expect.element(input).toHaveValue('first')
  })

  test('does not run what cannot be read, and goes to the place', async () => {
    const onRun = spy()
    const screen = await render(box('', onRun))
    await screen.getByRole('textbox').fill('x level:(')
    await userEvent.keyboard('{Enter}')
    await expect.element(screen.getByRole('alert')).toHaveTextContent('At character 9')
    await expect.element(screen.getByRole('textbox')).toHaveAttribute('aria-invalid', 'true')
    expect(onRun).not.toHaveBeenCalled()
    const field = document.querySelector('textarea')
    expect([field?.selectionStart, field?.selectionEnd]).toEqual([8, 9])
  })

  test('tells a mistake after a pause, underlined at its place, and moves nothing', async () => {
    const screen = await render(box('', spy()))
    const input = screen.getByRole('textbox')
    const before = document.querySelector('form')?.getBoundingClientRect().height
    await input.fill('seat nothere:x ')
    expect(document.querySelector('[role="alert"]')).toBeNull()
    await expect
      .element(screen.getByRole('alert'))
      .toHaveTextContent('At character 6: There is no field nothere')
    expect(document.querySelector('[data-wrong][data-start]')?.textContent).toBe('nothere')
    expect(document.querySelector('form')?.getBoundingClientRect().height).toBe(before)
  })

  test('the coloured twin lies exactly over what is typed, however long', async () => {
    const screen = await render(<div style={{ width: 420 }}>{box('', spy())}</div>)
    const text =
      'level:>=warn category:call,webrtc "坐席 掉线" -name:HTTP_REQUEST attr."x y":1 (a OR b) '.repeat(2)
    await screen.getByRole('textbox').fill(text)
    const field = document.querySelector('textarea')
    const twin = field?.previousElementSibling
    if (!field || !twin) throw new Error('no box')
    expect(twin.textContent.replace('\u200b', '')).toBe(text)
    expect(twin.scrollHeight).toBe(field.scrollHeight)
    expect(field.clientHeight).toBe(68)
    field.scrollTop = 30
    await expect.poll(() => twin.scrollTop).toBe(field.scrollTop)
  })

  test('completes fields and values by keyboard, with counts, and undo takes it back', async () => {
    const onRun = spy()
    const screen = await render(box('', onRun))
    const input = screen.getByRole('textbox')
    await input.click()
    await userEvent.keyboard('seat nam')
    await expect.element(screen.getByRole('option').first()).toHaveTextContent('name')
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await expect.element(input).toHaveValue('seat name:')
    await expect.element(screen.getByRole('option', { name: 'HTTP_REQUEST' })).toHaveTextContent('1,000')
    await userEvent.keyboard('掉')
    await expect.element(screen.getByRole('option')).toHaveTextContent('坐席 掉线')
    await userEvent.keyboard('{Tab}')
    await expect.element(input).toHaveValue('seat name:"坐席 掉线"')
    expect(asked.filter((it) => it.endsWith('nam'))).toEqual([])
    expect(onRun).not.toHaveBeenCalled()
    await userEvent.keyboard('{Control>}z{/Control}')
    await expect.element(input).toHaveValue('seat name:掉')
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}')
    await userEvent.keyboard('{Enter}')
    expect(onRun.mock.calls).toEqual([['seat name:"坐席 掉线"']])
  })

  test('keeps what stands behind the caret', async () => {
    const screen = await render(box('', spy()))
    const input = screen.getByRole('textbox')
    await input.fill('lev:error x')
    const field = document.querySelector('textarea')
    field?.setSelectionRange(3, 3)
    await userEvent.keyboard('{Control>} {/Control}')
    await expect.element(screen.getByRole('option').first()).toHaveTextContent('level')
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await expect.element(input).toHaveValue('level:error x')
  })

  test('down on the empty box shows what was asked lately, and Enter asks it again', async () => {
    useQueryMemory.setState({
      recent: ['level:error', '掉线'],
      saved: [{ name: 'Seats', query: 'name:SEAT_*' }],
    })
    const onRun = spy()
    const screen = await render(box('', onRun))
    await screen.getByRole('textbox').click()
    await userEvent.keyboard('{ArrowDown}')
    const options = screen.getByRole('option')
    expect(options.elements().map((it) => it.textContent)).toEqual([
      'Seatsname:SEAT_*',
      'level:error',
      '掉线',
    ])
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}')
    expect(onRun.mock.calls).toEqual([['level:error']])
    await userEvent.keyboard('{Escape}')
    await expect.element(options).not.toBeInTheDocument()
  })

  test('Escape closes the popup, and Enter then runs', async () => {
    const onRun = spy()
    const screen = await render(box('', onRun))
    await screen.getByRole('textbox').fill('level')
    await expect.element(screen.getByRole('option').first()).toBeVisible()
    await userEvent.keyboard('{ArrowDown}{Escape}{Enter}')
    expect(onRun.mock.calls).toEqual([['level']])
  })

  test('is focused by its command', async () => {
    const screen = await render(box('kept', spy()))
    mountedCommands()
      .find(({ keys }) => keys?.includes('/'))
      ?.run()
    await expect.element(screen.getByRole('textbox', { name: 'Filter events' })).toHaveFocus()
  })

  test('lights what was just added, and nothing else', async () => {
    const screen = await render(box('seat', spy()))
    await screen.rerender(box('seat level:error', spy(), true))
    await expect.poll(lit).toBe(' level:error')
    await screen.rerender(box('seat level:error', spy()))
    await expect.poll(lit).toBe('')
  })
})

describe('with an input method', () => {
  test('neither completes nor runs while composing, and the Enter that ends a word does not run', async () => {
    const onRun = spy()
    const screen = await render(box('', onRun))
    const input = screen.getByRole('textbox')
    await input.click()
    await compose('zuo')
    await expect.element(input).toHaveValue('zuo')
    expect(document.querySelector('[role="option"]')).toBeNull()
    const composing = new KeyboardEvent('keydown', {
      key: 'Enter',
      isComposing: true,
      bubbles: true,
      cancelable: true,
    })
    document.querySelector('textarea')?.dispatchEvent(composing)
    expect(composing.defaultPrevented).toBe(false)
    expect(onRun).not.toHaveBeenCalled()
    await compose('坐席')
    await commit('坐席')
    await expect.element(input).toHaveValue('坐席')
    const afterwards = new KeyboardEvent('keydown', {
      key: 'Enter',
      keyCode: 229,
      bubbles: true,
      cancelable: true,
    })
    document.querySelector('textarea')?.dispatchEvent(afterwards)
    expect(onRun).not.toHaveBeenCalled()
    await userEvent.keyboard('{Enter}')
    expect(onRun.mock.calls).toEqual([['坐席']])
  })

  test('full-width marks mean the same, and complete', async () => {
    const screen = await render(box('', spy()))
    const input = screen.getByRole('textbox')
    await input.click()
    await compose('name：')
    await commit('name：')
    await expect.element(screen.getByRole('option').first()).toHaveTextContent('HTTP_REQUEST')
    await compose('diao')
    await expect.element(screen.getByRole('option')).not.toBeInTheDocument()
    await commit('掉')
    await expect.element(screen.getByRole('option')).toHaveTextContent('坐席 掉线')
    await userEvent.keyboard('{Tab}')
    await expect.element(input).toHaveValue('name："坐席 掉线"')
  })
})
