import type { Micros } from '#protocol/time.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import type { Bars } from './bars.ts'
import styles from './histogram.module.css'

interface Props {
  readonly bars: Bars
  readonly timeText: (time: Micros) => string
}

/** The same as numbers; bars without rows are left out. */
export function HistogramTable({ bars, timeText }: Props) {
  const { messages, formatNumber } = useLanguage()
  const words = messages.narrow.histogram
  return (
    <div className={styles['table']}>
      <table>
        <caption>{words.tableTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{words.time}</th>
            <th scope="col">{words.rows}</th>
            <th scope="col">{words.errors}</th>
            <th scope="col">{words.warnings}</th>
            <th scope="col">{words.others}</th>
          </tr>
        </thead>
        <tbody>
          {bars.bars
            .filter(({ total }) => total > 0)
            .map((bar) => (
              <tr key={bar.from}>
                <th scope="row">{timeText(bar.from)}</th>
                <td>{formatNumber(bar.total)}</td>
                <td>{formatNumber(bar.error)}</td>
                <td>{formatNumber(bar.warn)}</td>
                <td>{formatNumber(bar.rest)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}
