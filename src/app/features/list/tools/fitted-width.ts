import type { StoredEvent } from '#protocol/event.ts'
import { readableText } from '../../../ui/readable-text.ts'
import type { Column } from '../columns.ts'
import { boundedWidth } from './column-model.ts'

/** Of a cell: its padding on both sides, and a little so that no ellipsis comes of rounding. */
const PADDING_PX = 18
/** Beside a source or an event stands a phase, a glyph or a chip. */
const EXTRA_PX = 64
/** Longer texts are not worth a whole screen: they are read in the row's details. */
const MAX_FITTED_PX = 720

type Measure = (text: string) => number

/** The width at which the texts of these events, and the title, are whole. */
export function fittedWidth(
  column: Column,
  title: string,
  events: readonly StoredEvent[],
  measure: Measure = textMeasure(),
): number {
  if (column.kind === 'delta' || column.kind === 'category') return column.width
  const texts = new Set([title, ...events.map((event) => readableText(column.text(event)))])
  const widest = Math.max(...[...texts].map(measure))
  const extra = column.kind === 'source' || column.kind === 'name' ? EXTRA_PX : 0
  return boundedWidth(Math.min(MAX_FITTED_PX, widest + extra + PADDING_PX))
}

/** As the rows are set: the wider of both families, so that no cell is cut. */
function textMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d')
  if (!context) return (text) => text.length * 8
  const style = getComputedStyle(document.documentElement)
  const size = style.getPropertyValue('--text-row') || '12.5px'
  const fonts = ['--font-mono', '--font-text'].map((it) => `${size} ${style.getPropertyValue(it)}`)
  return (text) =>
    Math.max(
      ...fonts.map((font) => {
        context.font = font
        return context.measureText(text).width
      }),
    )
}
