import type { Category } from '#protocol/category.ts'
import { useMessages } from '../i18n/language.tsx'
import styles from './CategoryGlyph.module.css'

interface Props {
  readonly category: Category
  /** True where the word stands beside it anyway. */
  readonly silent?: boolean
}

/** Strokes on a 12 × 12 grid, told apart by outline alone. */
const SHAPES: Readonly<Record<Category, string>> = {
  // A sheet with a title line.
  page: 'M2 1.5h8v9H2zM2 4.2h8',
  // There and back.
  request: 'M1 4h9M7.6 1.6 10 4 7.6 6.4M11 8.5H2M4.4 6.4 2 8.5l2.4 2.2',
  // Arrives from above.
  push: 'M6 1v7M3 5.2 6 8.2l3-3M1.5 10.8h9',
  // A handset.
  call: 'M2.2 1.5 4.4 1.2 5.4 3.9 3.9 4.9A7 7 0 0 0 7.2 8.2L8.2 6.6l2.7 1-.3 2.2A1.3 1.3 0 0 1 9.2 11C4.8 10.8 1.2 7.2 1 2.9A1.3 1.3 0 0 1 2.2 1.5Z',
  // Two links of a chain.
  websocket: 'M5 3.2H3.4a2.8 2.8 0 0 0 0 5.6H5M7 3.2h1.6a2.8 2.8 0 0 1 0 5.6H7M4 6h4',
  // A voice curve.
  webrtc: 'M1 5v2M3.5 3v6M6 1v10M8.5 3v6M11 5v2',
  // Braces.
  app: 'M4.2 1.2C2.4 1.2 3.6 5 1.6 6c2 1 .8 4.8 2.6 4.8M7.8 1.2C9.6 1.2 8.4 5 10.4 6c-2 1-.8 4.8-2.6 4.8',
  // A hexagon: the kit itself.
  sdk: 'M6 1 10.4 3.5v5L6 11 1.6 8.5v-5Z',
  // A globe with a meridian.
  network: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1ZM1 6h10M6 1c-2.8 3-2.8 7 0 10M6 1c2.8 3 2.8 7 0 10',
  // A drum.
  database: 'M1.8 3c0-2.4 8.4-2.4 8.4 0v6c0 2.4-8.4 2.4-8.4 0ZM1.8 3c0 2.4 8.4 2.4 8.4 0',
}

/** A category as shape and quiet hue, with its word for screen readers and on hover. */
export function CategoryGlyph({ category, silent = false }: Props) {
  const word = useMessages().words.categories[category]
  return (
    <span className={`${styles['glyph']} ${styles[category]}`} title={silent ? undefined : word}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path
          d={SHAPES[category]}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.2"
          strokeLinejoin="round"
        />
      </svg>
      {silent ? null : <span className="spoken">{word}</span>}
    </span>
  )
}
