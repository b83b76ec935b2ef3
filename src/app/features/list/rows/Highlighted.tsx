import { readableText } from '../../../ui/readable-text.ts'
import type { Finding } from '../list-store.ts'
import styles from './rows.module.css'

interface Props {
  /** As stored. */
  readonly text: string
  readonly finding: Finding | undefined
}

/** Log text of one line, with what is looked for lit up. The ranges are of what is shown, not of what is stored. */
export function Highlighted({ text, finding }: Props) {
  const shown = readableText(text)
  const ranges = finding?.ranges(shown) ?? []
  if (ranges.length === 0) return shown
  const parts = ranges.map(({ start, end }, index) => ({
    before: shown.slice(ranges[index - 1]?.end ?? 0, start),
    hit: shown.slice(start, end),
    start,
  }))
  return (
    <>
      {parts.map(({ before, hit, start }) => (
        <span key={start}>
          {before}
          <mark className={styles['found']}>{hit}</mark>
        </span>
      ))}
      {shown.slice(ranges.at(-1)?.end ?? 0)}
    </>
  )
}
