import { useEffect, useState } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import type { Micros } from '#protocol/time.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { useSpokenRow } from './rows/use-spoken-row.ts'

/** A key that repeats would say thirty rows a second; what is said is where it came to rest. */
const REST_MS = 350

interface Props {
  readonly event: StoredEvent | undefined
  readonly position: number | undefined
  readonly count: number
  readonly clock: (ts: Micros) => string
}

/** Tells screen readers, politely, on which row the cursor is. */
export function SpokenPosition({ event, position, count, clock }: Props) {
  const { messages, formatNumber } = useLanguage()
  const spokenRow = useSpokenRow()
  const text =
    event && position !== undefined
      ? `${spokenRow(event, clock)} ${messages.list.rows.position(formatNumber(position + 1), formatNumber(count))}`
      : ''
  const [said, setSaid] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), REST_MS)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <output className="spoken" aria-live="polite">
      {said}
    </output>
  )
}
