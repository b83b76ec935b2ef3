import { describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { LanguageProvider } from '../i18n/language.tsx'
import './tokens.css'
import { Value } from './Value.tsx'

const spies = () => ({
  filterFor: vi.fn<() => void>(),
  filterOut: vi.fn<() => void>(),
  copy: vi.fn<() => void>(),
  mark: vi.fn<() => void>(),
})

function value(text: string, actions = spies(), fit: 'line' | 'block' = 'block') {
  return (
    <LanguageProvider>
      <Value text={text} label="Status" actions={actions} fit={fit} />
    </LanguageProvider>
  )
}

describe('a value', () => {
  test.each([
    ['+', 'filterFor'],
    ['=', 'filterFor'],
    ['-', 'filterOut'],
    ['y', 'copy'],
    ['m', 'mark'],
  ] as const)('does its work on the key %s, and the page never hears it', async (key, action) => {
    const actions = spies()
    const outside = vi.fn<(key: string) => void>()
    const listen = (event: KeyboardEvent) => outside(event.key)
    window.addEventListener('keydown', listen)
    const screen = await render(value('401', actions))
    await userEvent.tab()
    await expect.element(screen.getByRole('button', { name: '401' })).toHaveFocus()
    await userEvent.keyboard(key)
    expect(actions[action]).toHaveBeenCalledOnce()
    expect(outside).not.toHaveBeenCalledWith(key)
    await userEvent.keyboard('j')
    expect(outside).toHaveBeenCalledWith('j')
    window.removeEventListener('keydown', listen)
  })

  test('opens a menu by Enter, runs what is chosen, and gives the focus back', async () => {
    const actions = spies()
    const screen = await render(value('401', actions))
    await userEvent.tab()
    await userEvent.keyboard('{Enter}')
    await expect.element(screen.getByRole('menuitem', { name: 'Filter for this value' })).toHaveFocus()
    await userEvent.keyboard('{ArrowDown}{Enter}')
    expect(actions.filterOut).toHaveBeenCalledOnce()
    await expect.element(screen.getByRole('menu')).not.toBeInTheDocument()
    await expect.element(screen.getByRole('button', { name: '401' })).toHaveFocus()
  })

  test('opens the menu by mouse, and Escape closes it', async () => {
    const screen = await render(value('401'))
    await screen.getByRole('button', { name: '401' }).click()
    await expect.element(screen.getByRole('menuitem', { name: 'Copy the value' })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(screen.getByRole('menu')).not.toBeInTheDocument()
  })

  test('folds what is long, and shows all of it when asked', async () => {
    const long = `${'x'.repeat(3_000)}end`
    const screen = await render(value(long))
    expect(screen.container.textContent).not.toContain('end')
    await screen.getByRole('button', { name: 'Show all 3,003 characters' }).click()
    expect(screen.container.textContent).toContain('end')
    await screen.getByRole('button', { name: 'Show less' }).click()
    expect(screen.container.textContent).not.toContain('end')
  })

  test('keeps hostile text on its place', async () => {
    const screen = await render(value('<b id="hit">\u202egnp.exe\u0000</b>', spies(), 'line'))
    expect(document.getElementById('hit')).toBeNull()
    await expect
      .element(screen.getByRole('button'))
      .toHaveTextContent('<b id="hit">⟨U+202E⟩gnp.exe⟨U+0000⟩</b>')
  })

  test('an empty value can still be seen and reached', async () => {
    const screen = await render(value(''))
    await expect.element(screen.getByRole('button', { name: 'empty' })).toBeVisible()
  })
})
