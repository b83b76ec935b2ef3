import styles from './payload.module.css'

/** A text with the hits of a search marked, in any case. */
export function Marked({ text, words }: { readonly text: string; readonly words: string }) {
  const wanted = words.trim()
  if (wanted === '') return text
  const pattern = new RegExp(`(${wanted.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)})`, 'giu')
  return text.split(pattern).map((part, index) =>
    index % 2 === 1 ? (
      // oxlint-disable-next-line react/no-array-index-key -- parts have no other identity
      <mark key={index} className={styles['hit']}>
        {part}
      </mark>
    ) : (
      part
    ),
  )
}
