import { FileSearch } from 'lucide-react'
import { useRef } from 'react'
import { useLanguage } from '../../i18n/language.tsx'
import { closeFile, openFile, useOpenedFile } from '../../state/opened-file.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { readableText } from '../../ui/readable-text.ts'
import styles from './open-file.module.css'

/** Chooses a file to look at without uploading it; says how far reading is, and why it failed. */
export function OpenFilePage() {
  const { messages, formatNumber } = useLanguage()
  const words = messages.openFile
  const opened = useOpenedFile()
  if (opened.status === 'reading') {
    const percent = opened.total === 0 ? 0 : Math.round((opened.bytes / opened.total) * 100)
    return (
      <Notice
        tone="quiet"
        title={words.reading(readableText(opened.name))}
        actions={<Button onClick={closeFile}>{messages.ui.cancel}</Button>}
      >
        <progress value={percent} max={100} aria-label={words.reading(readableText(opened.name))} />
        <p>
          {formatNumber(Math.round(opened.bytes / 1_048_576))} /{' '}
          {formatNumber(Math.ceil(opened.total / 1_048_576))} MiB
        </p>
      </Notice>
    )
  }
  return (
    <div className={styles['page']}>
      <h1>{words.title}</h1>
      {opened.status !== 'failed' ? null : (
        <Notice tone="error" title={words.refused(readableText(opened.name))}>
          <p>{readableText(opened.problem)}</p>
        </Notice>
      )}
      <DropField />
      <p className={styles['help']}>{words.formats}</p>
    </div>
  )
}

/** Files that are dropped, here or elsewhere on the page, are the frame's to take. */
function DropField() {
  const { messages } = useLanguage()
  const words = messages.openFile
  const input = useRef<HTMLInputElement>(null)
  return (
    <button type="button" className={styles['drop']} onClick={() => input.current?.click()}>
      <FileSearch size={28} aria-hidden="true" />
      <strong>{words.choose}</strong>
      <span>{words.staysHere}</span>
      <input ref={input} type="file" hidden onChange={(event) => take(event.target.files)} />
    </button>
  )
}

function take(files: FileList | null): void {
  const [file] = files ?? []
  if (file) void openFile(file)
}
