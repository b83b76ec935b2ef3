import { CalendarDate } from '@internationalized/date'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import {
  Button,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
  RangeCalendar,
} from 'react-aria-components/RangeCalendar'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { civilIn } from '#protocol/search-text/zone-offset.ts'
import { resolveRange, type TimeBound } from '#protocol/permalink/time-range.ts'
import type { Micros } from '#protocol/time.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import styles from './range.module.css'

interface Props {
  readonly from: TimeBound | undefined
  readonly to: TimeBound | undefined
  readonly now: Micros
  /** Where it opens while nothing is chosen. */
  readonly at: Micros
  readonly zone: string
  /** Dates as the fields read them: `2021-12-27`. */
  readonly onChange: (first: string, last: string) => void
}

/** Whole days of the zone, pointed at. */
export function RangeDays({ from, to, now, at, zone, onChange }: Props) {
  const { language, messages } = useLanguage()
  const words = messages.range
  const day = (time: Micros) => {
    const civil = civilIn(zone, time)
    return new CalendarDate(civil.year, civil.month, civil.day)
  }
  const resolved = resolveRange({ ...(from ? { from } : {}), ...(to ? { to } : {}) }, now)
  // The end is not included: midnight belongs to the day before.
  const last = resolved.to === undefined ? now : ((resolved.to - 1) as Micros)
  const value =
    resolved.from === undefined || last < resolved.from ? null : { start: day(resolved.from), end: day(last) }
  return (
    <I18nProvider locale={language === 'zh' ? 'zh-CN' : 'en-GB'}>
      <RangeCalendar
        aria-label={words.calendar}
        className={styles['calendar'] ?? ''}
        value={value}
        defaultFocusedValue={value?.start ?? day(at)}
        onChange={({ start, end }) => onChange(start.toString(), end.toString())}
      >
        <div className={styles['months']}>
          <Button slot="previous" aria-label={words.previousMonth}>
            <ChevronLeft size={14} aria-hidden="true" />
          </Button>
          <Heading />
          <Button slot="next" aria-label={words.nextMonth}>
            <ChevronRight size={14} aria-hidden="true" />
          </Button>
        </div>
        <CalendarGrid>
          <CalendarGridHeader>{(name) => <CalendarHeaderCell>{name}</CalendarHeaderCell>}</CalendarGridHeader>
          <CalendarGridBody>
            {(date) => <CalendarCell date={date} className={styles['day'] ?? ''} />}
          </CalendarGridBody>
        </CalendarGrid>
      </RangeCalendar>
    </I18nProvider>
  )
}
