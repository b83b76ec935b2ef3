import { useRef, useState } from 'react'
import { describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { LanguageProvider } from '../../i18n/language.tsx'
import '../../ui/tokens.css'
import { SearchBox } from './SearchBox.tsx'

type Sent = (text: string) => void

/** As on the page: what is sent comes back as the text that is looked for. */
function Page({ onSent, onEnter }: { readonly onSent: Sent; readonly onEnter: () => void }) {
  const [text, setText] = useState('')
  const box = useRef<HTMLInputElement>(null)
  return (
    <LanguageProvider>
      <SearchBox
        text={text}
        box={box}
        describedBy=""
        onEnterResults={onEnter}
        onFind={(next) => {
          onSent(next)
          setText(next)
        }}
      />
      <button type="button" onClick={() => setText('from the history')}>
        Back
      </button>
      <output>{text}</output>
    </LanguageProvider>
  )
}

async function open() {
  const onSent = vi.fn<Sent>()
  const onEnter = vi.fn<() => void>()
  const screen = await render(<Page onSent={onSent} onEnter={onEnter} />)
  const box = screen.getByRole('textbox')
  await userEvent.click(box)
  return { screen, box, onSent, onEnter }
}

describe('the search box', () => {
  test('looks once for what was typed in one go', async () => {
    const { onSent } = await open()
    await userEvent.keyboard('1380000')
    await expect.poll(() => onSent.mock.calls).toEqual([['1380000']])
  })

  test('Enter looks at once, and a second Enter goes to the results', async () => {
    const { screen, onSent, onEnter } = await open()
    await userEvent.keyboard('abc{Enter}')
    expect(onSent).toHaveBeenLastCalledWith('abc')
    expect(onEnter).not.toHaveBeenCalled()
    await expect.element(screen.getByRole('status')).toHaveTextContent('abc')
    await userEvent.keyboard('{Enter}')
    expect(onEnter).toHaveBeenCalledOnce()
    expect(onSent).toHaveBeenCalledOnce()
  })

  test('waits while an input method composes, however long', async () => {
    const { box, onSent } = await open()
    const input = box.element() as HTMLInputElement
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
    await userEvent.keyboard('diaoxian')
    vi.advanceTimersByTime(60_000)
    vi.useRealTimers()
    expect(onSent).not.toHaveBeenCalled()
    input.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))
    await expect.poll(() => onSent.mock.calls).toEqual([['diaoxian']])
  })

  test('Escape empties it and takes the search back; the cross as well', async () => {
    const { screen, box, onSent } = await open()
    await userEvent.keyboard('abc{Enter}{Escape}')
    await expect.element(box).toHaveValue('')
    expect(onSent).toHaveBeenLastCalledWith('')
    await userEvent.keyboard('def{Enter}')
    await userEvent.click(screen.getByRole('button', { name: 'Clear the search' }))
    await expect.element(box).toHaveValue('')
    await expect.element(box).toHaveFocus()
  })

  test('shows what the history brings back', async () => {
    const { screen, box, onSent } = await open()
    await userEvent.keyboard('abc{Enter}')
    await userEvent.click(screen.getByRole('button', { name: 'Back' }))
    await expect.element(box).toHaveValue('from the history')
    expect(onSent).toHaveBeenCalledOnce()
  })
})
