import { splitSame } from '../time-digits.ts'
import styles from './rows.module.css'

interface Props {
  readonly text: string
  /** Of the row above, as it shows it. */
  readonly above: string | undefined
}

/** Digits that equal the row above are quiet, so that the eye sees the part that changed. */
export function TimeCell({ text, above }: Props) {
  const [same, changed] = splitSame(text, above)
  return (
    <>
      {same === '' ? null : <span className={styles['same']}>{same}</span>}
      {changed}
    </>
  )
}
