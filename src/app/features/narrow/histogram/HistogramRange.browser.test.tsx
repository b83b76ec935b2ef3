import { createRef } from 'react'
import { describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { Micros } from '#protocol/time.ts'
import { LanguageProvider } from '../../../i18n/language.tsx'
import '../../../ui/tokens.css'
import { barsOf } from './bars.ts'
import { HistogramRange } from './HistogramRange.tsx'

const MINUTE = 60_000_000
const counts = { debug: 0, info: 4, warn: 1, error: 2 }
/** Ten bars of a minute, 500 px wide. */
const bars = barsOf({
  from: 0 as Micros,
  to: (10 * MINUTE) as Micros,
  width: MINUTE,
  millis: 1,
  bins: [{ from: (3 * MINUTE) as Micros, counts }],
})

async function draw() {
  const onZoom = vi.fn<(from: number, to: number) => void>()
  const onShow = vi.fn<(time: number) => void>()
  const screen = await render(
    <LanguageProvider>
      <div style={{ position: 'relative', width: 500, height: 60 }}>
        <HistogramRange
          ref={createRef<HTMLDivElement>()}
          bars={bars}
          summary="7 events"
          timeText={(time) => `${time / MINUTE} min`}
          onZoom={onZoom}
          onShow={onShow}
        />
      </div>
    </LanguageProvider>,
  )
  const slider = screen.getByRole('slider')
  const box = slider.element().getBoundingClientRect()
  const pointer = (type: string, minute: number) =>
    slider.element().dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        button: 0,
        pointerId: 1,
        clientX: box.left + minute * 50,
        clientY: box.top + 10,
      }),
    )
  // Events that a script makes have no pointer to capture.
  slider.element().setPointerCapture = () => undefined
  return { slider, pointer, onZoom, onShow }
}

describe('the histogram', () => {
  test('a drag zooms to whole bars, whichever way it goes', async () => {
    const { pointer, onZoom } = await draw()
    pointer('pointerdown', 6.5)
    pointer('pointermove', 4.2)
    pointer('pointermove', 2.1)
    pointer('pointerup', 2.1)
    expect(onZoom.mock.calls).toEqual([[2 * MINUTE, 7 * MINUTE]])
  })

  test('a click shows the rows there', async () => {
    const { pointer, onZoom, onShow } = await draw()
    pointer('pointerdown', 3.5)
    pointer('pointermove', 3.52)
    pointer('pointerup', 3.52)
    expect(onShow.mock.calls).toEqual([[3 * MINUTE]])
    expect(onZoom).not.toHaveBeenCalled()
  })

  test('the keyboard moves, widens, zooms and shows, and says what is there', async () => {
    const { slider, onZoom, onShow } = await draw()
    await userEvent.tab()
    await expect.element(slider).toHaveFocus()
    await userEvent.keyboard('{Home}{ArrowRight}{ArrowRight}{ArrowRight}')
    await expect.element(slider).toHaveAttribute('aria-valuetext', '3 min to 4 min: 7 events, 2 errors')
    await userEvent.keyboard(' ')
    expect(onShow.mock.calls).toEqual([[3 * MINUTE]])
    await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}')
    await expect.element(slider).toHaveAttribute('aria-valuetext', expect.stringContaining('3 min selected'))
    await userEvent.keyboard('{Enter}')
    expect(onZoom.mock.calls).toEqual([[3 * MINUTE, 6 * MINUTE]])
  })

  test('Escape gives a selection up, and only then leaves the key to others', async () => {
    const { onZoom } = await draw()
    const outside = vi.fn<() => void>()
    document.addEventListener('keydown', (event) => event.key === 'Escape' && outside(), { once: false })
    await userEvent.tab()
    await userEvent.keyboard('{Home}{Shift>}{ArrowRight}{/Shift}{Escape}')
    expect(outside).not.toHaveBeenCalled()
    await userEvent.keyboard('{Escape}')
    expect(outside).toHaveBeenCalledOnce()
    expect(onZoom).not.toHaveBeenCalled()
  })
})
