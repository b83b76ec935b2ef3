import { useState } from 'react'
import { civilIn, zoneLabel } from '#protocol/search-text/zone-offset.ts'
import { resolveRange, type TimeRange } from '#protocol/permalink/time-range.ts'
import type { Micros } from '#protocol/time.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { isSameRange } from '../histogram/range-history.ts'
import { RangeDays } from './RangeDays.tsx'
import { presets } from './range-label.ts'
import { printRangeEnd, readRangeEnd, wallText, type RangeEnd, type RangeNote } from './range-text.ts'
import styles from './range.module.css'

interface Props {
  readonly range: TimeRange
  readonly zone: string
  readonly now: Micros
  /** What one looks at: bare times belong to its day, and the calendar opens there. */
  readonly at: Micros
  readonly onApply: (range: TimeRange) => void
}

/** Presets, two ends as text, and days to point at. */
export function RangeForm({ range, zone, now, at, onApply }: Props) {
  const messages = useMessages()
  const words = messages.range
  const [from, setFrom] = useState(() => printRangeEnd(range.from, zone))
  const [to, setTo] = useState(() => printRangeEnd(range.to, zone))
  const [isTold, setTold] = useState(false)
  const today = civilIn(zone, at)
  const readFrom = readRangeEnd(from, { zone, end: 'from', today })
  const readTo = readRangeEnd(to, { zone, end: 'to', today })
  const read: TimeRange | undefined =
    readFrom.ok && readTo.ok
      ? {
          ...(readFrom.value.bound ? { from: readFrom.value.bound } : {}),
          ...(readTo.value.bound ? { to: readTo.value.bound } : {}),
        }
      : undefined
  const isBackwards = read !== undefined && endsBefore(read, now)

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        setTold(true)
        if (read && !isBackwards) onApply(read)
      }}
    >
      <ul className={styles['presets']} aria-label={words.presets.label}>
        {presets(now, zone).map(([name, preset]) => (
          <li key={name}>
            <Button size="small" aria-pressed={isSameRange(preset, range)} onClick={() => onApply(preset)}>
              {words.presets[name]}
            </Button>
          </li>
        ))}
      </ul>
      <div className={styles['ends']}>
        <End
          label={words.from}
          text={from}
          read={readFrom}
          end="from"
          zone={zone}
          now={now}
          error={isTold || from.length > 3 ? undefined : ''}
          onChange={setFrom}
        />
        <End
          label={words.to}
          text={to}
          read={readTo}
          end="to"
          zone={zone}
          now={now}
          error={isBackwards ? words.errors.order : isTold || to.length > 3 ? undefined : ''}
          onChange={setTo}
        />
      </div>
      <p className={styles['help']}>{words.help}</p>
      <RangeDays
        from={readFrom.ok ? readFrom.value.bound : undefined}
        to={readTo.ok ? readTo.value.bound : undefined}
        now={now}
        at={at}
        zone={zone}
        onChange={(first, last) => {
          setFrom(first)
          setTo(last)
        }}
      />
      <div className={styles['actions']}>
        <span>
          {zone} · {zoneLabel(zone, at)}
        </span>
        <Button type="submit" look="primary">
          {words.apply}
        </Button>
      </div>
    </form>
  )
}

interface EndProps {
  readonly label: string
  readonly text: string
  readonly read: ReturnType<typeof readRangeEnd>
  readonly end: RangeEnd
  readonly zone: string
  readonly now: Micros
  /** Undefined: what reading says; empty: nothing yet, while somebody begins to type. */
  readonly error: string | undefined
  readonly onChange: (text: string) => void
}

function End({ label, text, read, zone, now, error, onChange }: EndProps) {
  const words = useMessages().range
  const told = error ?? (read.ok ? undefined : words.errors[read.error])
  const moment = (time: Micros) => `${wallText(time, zone)} ${zoneLabel(zone, time)}`
  const bound = read.ok ? read.value.bound : undefined
  const time = bound && resolveRange({ from: bound }, now).from
  const note = read.ok ? read.value.note : undefined
  return (
    <div>
      <TextField
        label={label}
        value={text}
        placeholder={words.open}
        autoComplete="off"
        spellCheck={false}
        onChange={onChange}
        error={told === '' ? undefined : told}
        help={
          time === undefined
            ? words.open
            : `${words.meaning(moment(time))}${note ? plainNote(note, words) : ''}`
        }
      />
      {note?.kind === 'skipped' ? (
        <p className={styles['note']}>{words.notes.skipped(moment(note.taken))}</p>
      ) : null}
      {note?.kind === 'twice' ? (
        <p className={styles['note']}>
          {words.notes.twice}{' '}
          {[note.first, note.second].map((choice) => (
            <Button
              key={choice}
              size="small"
              onClick={() => onChange(printRangeEnd({ kind: 'at', at: choice }, zone))}
            >
              {zoneLabel(zone, choice)}
            </Button>
          ))}
        </p>
      ) : null}
    </div>
  )
}

function plainNote(note: RangeNote, words: ReturnType<typeof useMessages>['range']): string {
  if (note.kind === 'epoch') return ` · ${words.notes.epoch(note.unit)}`
  return note.kind === 'whole-day' ? ` · ${words.notes.wholeDay}` : ''
}

function endsBefore(range: TimeRange, now: Micros): boolean {
  const { from, to } = resolveRange(range, now)
  return from !== undefined && to !== undefined && to <= from
}
