import { Link } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { useImports, type ImportEntry } from '../../api/imports.ts'
import { useLanguage } from '../../i18n/language.tsx'
import {
  cancelUpload,
  forgetUpload,
  isOver,
  retryUpload,
  useUploads,
  type Upload,
} from '../../state/uploads.ts'
import { Button } from '../../ui/Button.tsx'
import { bytesText } from '../../ui/bytes-text.ts'
import { durationText } from '../../ui/duration-text.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { readableText } from '../../ui/readable-text.ts'
import styles from './data.module.css'
import { imported } from './imported-view.ts'
import { problemText } from './problem-text.ts'
import { runningEntry, uploadShare } from './upload-progress.ts'

const MICROS_PER_SECOND = 1_000_000

/** The files of this page that are on their way or have just arrived. */
export function UploadList() {
  const words = useLanguage().messages.data
  const { uploads } = useUploads()
  const imports = useImports({ isSending: uploads.some((it) => !isOver(it)) })
  if (uploads.length === 0) return null
  const done = uploads.flatMap(({ state }) => (state.kind === 'done' ? [state.entry] : []))
  const all = done.length > 1 ? imported(done) : undefined
  return (
    <section aria-label={words.upload.label} className={styles['uploads']}>
      <ul>
        {uploads.map((upload) => (
          <li key={upload.key}>
            <UploadRow upload={upload} entry={runningEntry(upload, imports.data)} />
          </li>
        ))}
      </ul>
      {all ? (
        <Link {...all} className={styles['openAll']}>
          {words.upload.openAll}
        </Link>
      ) : null}
    </section>
  )
}

interface RowProps {
  readonly upload: Upload
  readonly entry: ImportEntry | undefined
}

function UploadRow({ upload, entry }: RowProps) {
  const words = useLanguage().messages.data
  const name = readableText(upload.name)
  const isRunning = upload.state.kind === 'running'
  const percent = Math.floor(uploadShare(upload, entry) * 100)
  return (
    <div className={styles['upload']} data-state={upload.state.kind}>
      <strong className={styles['name']}>{name}</strong>
      <span className={styles['state']}>
        <StateText upload={upload} entry={entry} />
      </span>
      <span className={styles['buttons']}>
        <StateButtons upload={upload} />
        <IconButton
          size="small"
          label={isOver(upload) ? words.upload.dismiss(name) : words.upload.cancel(name)}
          onClick={() => (isOver(upload) ? forgetUpload(upload.key) : cancelUpload(upload.key))}
        >
          <X size={14} aria-hidden="true" />
        </IconButton>
      </span>
      {isRunning ? <progress value={percent} max={100} aria-label={name} /> : null}
    </div>
  )
}

function StateText({ upload, entry }: RowProps) {
  const { messages, formatNumber } = useLanguage()
  const { upload: words, problems } = messages.data
  const { state, sent, size } = upload
  switch (state.kind) {
    case 'waiting':
      return <>{words.waiting}</>
    case 'cancelled':
      return <>{words.cancelled}</>
    case 'running': {
      const parts = [
        sent < size ? words.sending(bytesText(sent), bytesText(size)) : words.storing,
        ...(entry
          ? [words.events(formatNumber(entry.read)), words.rate(formatNumber(entry.eventsPerSecond))]
          : []),
        ...(entry?.secondsLeft && entry.secondsLeft > 1
          ? [words.left(durationText(Math.ceil(entry.secondsLeft) * MICROS_PER_SECOND, messages.ui.units))]
          : []),
      ]
      return <>{parts.join(' · ')}</>
    }
    case 'failed': {
      const { title, detail } = problemText(state.problem, problems, formatNumber)
      return (
        <span role="alert">
          {title} {detail ? readableText(detail) : ''}
        </span>
      )
    }
    case 'done':
      return <>{doneText(state.entry, words, formatNumber)}</>
    default:
      return state satisfies never
  }
}

type Words = ReturnType<typeof useLanguage>['messages']['data']['upload']

function doneText(entry: ImportEntry, words: Words, formatNumber: (value: number) => string): string {
  const { stored, duplicates, rejected, truncated } = entry
  const parts = [
    stored === 0 && duplicates > 0
      ? words.nothingNew(formatNumber(duplicates))
      : words.done(formatNumber(stored)),
    ...(stored > 0 && duplicates > 0 ? [words.more(formatNumber(duplicates))] : []),
    ...(rejected > 0 ? [words.rejected(formatNumber(rejected))] : []),
    ...(truncated ? [words.truncated] : []),
  ]
  return parts.join(' · ')
}

function StateButtons({ upload: { key, state } }: { readonly upload: Upload }) {
  const { messages, formatNumber } = useLanguage()
  const { upload: words } = messages.data
  if (state.kind === 'done') {
    const place = imported([state.entry])
    return place ? <Link {...place}>{words.open}</Link> : null
  }
  if (state.kind !== 'failed') return null
  const { salvageable = 0 } = state.problem
  return (
    <>
      {salvageable > 0 ? (
        <Button size="small" onClick={() => retryUpload(key, true)}>
          {words.salvage(formatNumber(salvageable))}
        </Button>
      ) : null}
      <Button size="small" onClick={() => retryUpload(key, false)}>
        {words.again}
      </Button>
    </>
  )
}
