import { Link } from '@tanstack/react-router'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { Micros } from '#protocol/time.ts'
import type { ImportEntry } from '../../api/imports.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { Button } from '../../ui/Button.tsx'
import { bytesText } from '../../ui/bytes-text.ts'
import { Chip } from '../../ui/Chip.tsx'
import { readableText } from '../../ui/readable-text.ts'
import { localZone, timeFormatter } from '../../ui/time-text.ts'
import styles from './data.module.css'
import { ImportDetails } from './ImportDetails.tsx'
import { imported } from './imported-view.ts'

interface Props {
  readonly entry: ImportEntry
  /** It is being deleted. */
  readonly isBusy: boolean
  /** Cancel where it runs, otherwise ask and delete. */
  readonly onRemove: () => void
}

const COLUMNS = 10

/** One import, with why something of it was refused behind a click. */
export function ImportRow({ entry, isBusy, onRemove }: Props) {
  const { messages, formatNumber } = useLanguage()
  const { list } = messages.data
  const [isOpen, setOpen] = useState(false)
  const file = readableText(entry.file)
  const isRunning = entry.status === 'running'
  const place = imported([entry])
  const time = timeFormatter(localZone())(entry.started as Micros)
  const Arrow = isOpen ? ChevronDown : ChevronRight
  return (
    <>
      <tr className={isBusy ? styles['busy'] : ''}>
        <th scope="row">
          <button
            type="button"
            className={styles['fold']}
            aria-expanded={isOpen}
            aria-label={list.details(file)}
            onClick={() => setOpen(!isOpen)}
          >
            <Arrow size={14} aria-hidden="true" />
            <span className={styles['file']} title={file}>
              {file}
            </span>
          </button>
          {entry.kind === 'sample' ? <Chip>{list.sample}</Chip> : null}
        </th>
        <td data-state={entry.status} className={styles['status']}>
          <span>{list.states[entry.status]}</span>
          {isRunning && entry.totalBytes ? (
            <progress value={entry.bytes} max={entry.totalBytes} aria-label={file} />
          ) : null}
        </td>
        <td className={styles['time']} title={time.full}>
          {time.text.slice(0, 16)}
        </td>
        <td className={styles['number']}>{bytesText(entry.totalBytes ?? entry.bytes)}</td>
        <td className={styles['number']}>{formatNumber(entry.read)}</td>
        <td className={styles['number']}>{formatNumber(entry.stored)}</td>
        <td className={styles['number']}>{formatNumber(entry.duplicates)}</td>
        <td className={`${styles['number']} ${entry.rejected > 0 ? styles['trouble'] : ''}`}>
          {formatNumber(entry.rejected)}
        </td>
        <td className={styles['number']}>{formatNumber(entry.sessionCount)}</td>
        <td className={styles['actions']}>
          {place && !isRunning ? (
            <Link {...place} aria-label={list.openName(file)}>
              {list.open}
            </Link>
          ) : null}
          <Button
            size="small"
            look="quiet"
            disabled={isBusy}
            aria-label={isRunning ? list.cancelName(file) : list.removeName(file)}
            onClick={onRemove}
          >
            {isRunning ? list.cancel : list.remove}
          </Button>
        </td>
      </tr>
      {isOpen ? (
        <tr className={styles['details']}>
          <td colSpan={COLUMNS}>
            <ImportDetails entry={entry} />
          </td>
        </tr>
      ) : null}
    </>
  )
}
