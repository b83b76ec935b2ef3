import { memo } from 'react'
import { Bar, BarChart, YAxis } from 'recharts'
import { drawnBars, type Bars } from './bars.ts'

interface Props {
  readonly bars: Bars
  /** CSS pixels. */
  readonly width: number
  readonly height: number
}

const MARGIN = { top: 2, right: 0, bottom: 0, left: 0 }

/** The bars and nothing else: errors on the base line so that their heights compare. Loaded on its own, drawn once. */
export const HistogramChart = memo(function HistogramChart({ bars, width, height }: Props) {
  const gap = width / bars.bars.length > 4 ? 1 : 0
  return (
    <BarChart
      width={width}
      height={height}
      data={[...drawnBars(bars, height)]}
      margin={MARGIN}
      barCategoryGap={gap}
      accessibilityLayer={false}
    >
      <YAxis hide domain={[0, 'dataMax']} />
      <Bar dataKey="error" stackId="rows" fill="var(--error)" isAnimationActive={false} />
      <Bar dataKey="warn" stackId="rows" fill="var(--warn)" fillOpacity={0.75} isAnimationActive={false} />
      <Bar dataKey="rest" stackId="rows" fill="var(--edge)" fillOpacity={0.7} isAnimationActive={false} />
    </BarChart>
  )
})
