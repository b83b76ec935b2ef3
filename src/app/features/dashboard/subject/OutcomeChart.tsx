import { memo, useCallback } from 'react'
import { Bar, BarChart, ResponsiveContainer, Tooltip, XAxis, YAxis, type TooltipContentProps } from 'recharts'
import { OUTCOME_LABELS, type Outcome } from '#protocol/vocabulary/call-outcome.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import type { BarRow } from './bar-rows.ts'
import { OUTCOME_FILL, STACK } from './outcome-order.ts'
import styles from './subject.module.css'

interface Props {
  readonly rows: readonly BarRow[]
  /** Only this outcome in full strength. */
  readonly chosen: Outcome | undefined
  readonly height: number
  readonly momentText: (row: BarRow) => string
  readonly ticks: readonly number[]
  readonly axisText: (from: number) => string
  readonly onOpen: (row: BarRow) => void
}

const MARGIN = { top: 4, right: 4, bottom: 0, left: 0 }
const TICK = { fill: 'var(--grey-4)', fontSize: 11 }
const LINE = { stroke: 'var(--grey-3)' }
/** Numbers of up to five digits. */
const AXIS_WIDTH = 36
const TICK_GAP = 24

/** Calls by outcome over time. Loaded on its own; the table beside it says the same to everybody. */
export const OutcomeChart = memo(function OutcomeChart(props: Props) {
  const { rows, chosen, height, momentText, ticks, axisText, onOpen } = props
  const bubble = useCallback(
    ({ active, payload }: TooltipContentProps) => drawBubble(active, payload[0]?.payload, momentText),
    [momentText],
  )
  return (
    <ResponsiveContainer width="100%" height={height}>
      <BarChart
        data={[...rows]}
        margin={MARGIN}
        barCategoryGap={1}
        accessibilityLayer={false}
        onClick={({ activeTooltipIndex }) => {
          const row = rows[Number(activeTooltipIndex ?? Number.NaN)]
          if (row && row.total > 0) onOpen(row)
        }}
      >
        <XAxis
          dataKey="from"
          tickFormatter={axisText}
          ticks={[...ticks]}
          interval="preserveStart"
          minTickGap={TICK_GAP}
          tick={TICK}
          tickLine={false}
          axisLine={LINE}
          height={20}
        />
        <YAxis
          allowDecimals={false}
          width={AXIS_WIDTH}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          tickCount={3}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--grey-2)', fillOpacity: 0.6 }}
          content={bubble}
        />
        {STACK.map((outcome) => (
          <Bar
            key={outcome}
            dataKey={(row: BarRow) => row.counts[outcome]}
            stackId="calls"
            fill={OUTCOME_FILL[outcome]}
            fillOpacity={chosen === undefined || chosen === outcome ? 1 : 0.25}
            isAnimationActive={false}
            maxBarSize={48}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
})

function drawBubble(isActive: boolean, row: unknown, momentText: Props['momentText']) {
  return isActive && row ? <Bubble row={row as BarRow} momentText={momentText} /> : null
}

function Bubble({ row, momentText }: { readonly row: BarRow; readonly momentText: Props['momentText'] }) {
  const { language, formatNumber } = useLanguage()
  return (
    <div className={styles['bubble']}>
      <strong>{momentText(row)}</strong>
      {STACK.filter((outcome) => row.counts[outcome] > 0).map((outcome) => (
        <span key={outcome}>
          {OUTCOME_LABELS[outcome][language]} <b>{formatNumber(row.counts[outcome])}</b>
        </span>
      ))}
    </div>
  )
}
