import { memo, type Ref } from 'react'
import type { Piece } from './highlight.ts'
import styles from './query.module.css'

interface Props {
  readonly ref: Ref<HTMLDivElement>
  readonly text: string
  readonly pieces: readonly Piece[]
  readonly placeholder: string
}

/** The coloured twin behind the text that is typed. It is in the flow and gives the box its height. */
export const QueryText = memo(function QueryText({ ref, text, pieces, placeholder }: Props) {
  return (
    <div ref={ref} className={styles['twin']} aria-hidden="true">
      {text === '' ? <span className={styles['placeholder']}>{placeholder}</span> : null}
      {pieces.map(({ start, end, kind, wrong, lit }) =>
        kind === 'space' && !wrong && !lit ? (
          // No element for what cannot be seen: a long query has hundreds of pieces.
          text.slice(start, end)
        ) : (
          <span
            key={start}
            data-start={start}
            className={styles[kind]}
            data-wrong={wrong || undefined}
            data-lit={lit || undefined}
          >
            {text.slice(start, end)}
          </span>
        ),
      )}
      {/* A line that ends with a newline has a height only with something behind it. */}
      {'\u200b'}
    </div>
  )
})
