import { useMemo } from 'react'
import { byteCoding, bytesOfBase64, bytesOfHex, hexRow, rowsOf } from '#analysis/payload/hex-dump.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { VirtualRows } from './VirtualRows.tsx'
import styles from './payload.module.css'

const ROW_HEIGHT = 18

/** The bytes of a text: what its base64 or hexadecimal digits stand for, else its UTF-8. */
function bytesOf(text: string): { readonly bytes: Uint8Array; readonly coding: 'hex' | 'base64' | 'utf8' } {
  const coding = byteCoding(text)
  const bytes = coding === 'hex' ? bytesOfHex(text) : coding === 'base64' ? bytesOfBase64(text) : undefined
  return bytes && coding ? { bytes, coding } : { bytes: new TextEncoder().encode(text), coding: 'utf8' }
}

export function HexView({ text }: { readonly text: string }) {
  const words = useMessages().event.payload
  const { bytes, coding } = useMemo(() => bytesOf(text), [text])
  return (
    <>
      <p className={styles['note']}>{words.codings[coding]}</p>
      <HexRows bytes={bytes} />
    </>
  )
}

export function HexRows({ bytes }: { readonly bytes: Uint8Array }) {
  const words = useMessages().event.payload
  return (
    <VirtualRows
      count={rowsOf(bytes)}
      rowHeight={ROW_HEIGHT}
      className={styles['hex'] ?? ''}
      aria-label={words.views.hex}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by keyboard
      tabIndex={0}
    >
      {(row) => {
        const { offset, hex, text } = hexRow(bytes, row)
        return (
          <span className={styles['hex-row']}>
            <span className={styles['offset']}>{offset}</span>
            <span>{hex}</span>
            <span className={styles['ascii']}>{text}</span>
          </span>
        )
      }}
    </VirtualRows>
  )
}
