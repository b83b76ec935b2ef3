import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { cutText, findPieces, isMidLine, pieceText } from '#analysis/payload/text-pieces.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { readableLines } from '../../../ui/readable-text.ts'
import { Marked } from './Marked.tsx'
import { SearchField, useHits } from './SearchField.tsx'
import { VirtualRows, type Scroller } from './VirtualRows.tsx'
import styles from './payload.module.css'

/** Of most pieces of ordinary logs; each is measured when it is shown. */
const USUAL_PIECE_HEIGHT = 300

/** The raw text, of any length: only what is on the screen is laid out. */
export function TextView({ text }: { readonly text: string }) {
  const messages = useMessages()
  const words = messages.event.payload
  const [wrap, setWrap] = useState(true)
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search)
  const starts = useMemo(() => cutText(text), [text])
  const hits = useMemo(() => findPieces(text, starts, wanted), [text, starts, wanted])
  const scroller = useRef<Scroller>(null)
  const { current, step } = useHits(hits, (piece) =>
    scroller.current?.scrollToIndex(piece, { align: 'center' }),
  )
  return (
    <>
      <div className={styles['tools']}>
        <SearchField value={search} onChange={setSearch} hits={hits.length} current={current} onStep={step} />
        <button type="button" className={styles['tool']} aria-pressed={wrap} onClick={() => setWrap(!wrap)}>
          {words.wrap}
        </button>
      </div>
      <VirtualRows
        count={starts.length}
        rowHeight={USUAL_PIECE_HEIGHT}
        measured
        scroller={scroller}
        className={styles['text'] ?? ''}
        data-wrap={wrap}
        aria-label={words.views.text}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by keyboard
        tabIndex={0}
      >
        {(piece) => (
          <pre className={styles['piece']} data-mid={isMidLine(text, starts, piece)}>
            <Marked text={readableLines(pieceText(text, starts, piece))} words={wanted} />
            {'\n'}
          </pre>
        )}
      </VirtualRows>
    </>
  )
}
