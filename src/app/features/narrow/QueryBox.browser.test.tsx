import { describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { LanguageProvider } from '../../i18n/language.tsx'
import { QueryBox, type QueryProblem } from './QueryBox.tsx'

function box(query: string, onRun: (query: string) => void, problem?: QueryProblem) {
  return (
    <LanguageProvider>
      <QueryBox query={query} problem={problem} onRun={onRun} />
    </LanguageProvider>
  )
}

describe('query box', () => {
  test('runs on Enter, trimmed, and never while typing', async () => {
    const onRun = vi.fn<(query: string) => void>()
    const screen = await render(box('', onRun))
    await screen.getByRole('textbox').fill('  level:error ')
    expect(onRun).not.toHaveBeenCalled()
    await userEvent.keyboard('{Enter}')
    expect(onRun.mock.calls).toEqual([['level:error']])
  })

  test('shows what the address says, and what is typed only until the address changes', async () => {
    const onRun = vi.fn<(query: string) => void>()
    const screen = await render(box('first', onRun))
    const input = screen.getByRole('textbox')
    await expect.element(input).toHaveValue('first')
    await input.fill('second')
    await userEvent.keyboard('{Enter}')
    await screen.rerender(box('second', onRun))
    await screen.rerender(box('first', onRun))
    await expect.element(input).toHaveValue('first')
  })

  test('names the place of a mistake, counted from one', async () => {
    const screen = await render(
      box('level:(', vi.fn<(query: string) => void>(), { sentence: 'Expected a value.', position: 6 }),
    )
    await expect.element(screen.getByRole('alert')).toHaveTextContent('At character 7: Expected a value.')
    await expect.element(screen.getByRole('textbox')).toHaveAttribute('aria-invalid', 'true')
  })

  test('slash focuses it, but not while something is typed elsewhere', async () => {
    const screen = await render(
      <>
        <input aria-label="elsewhere" />
        {box('kept', vi.fn<(query: string) => void>())}
      </>,
    )
    const elsewhere = screen.getByRole('textbox', { name: 'elsewhere' })
    await elsewhere.click()
    await userEvent.keyboard('/')
    await expect.element(elsewhere).toHaveValue('/')
    document.body.focus()
    ;(document.activeElement as HTMLElement | null)?.blur()
    await userEvent.keyboard('/')
    await expect.element(screen.getByRole('textbox', { name: 'Filter events' })).toHaveFocus()
  })
})
