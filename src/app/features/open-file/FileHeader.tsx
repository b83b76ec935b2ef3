import { useLanguage } from '../../i18n/language.tsx'
import { closeFile, useOpenedFile } from '../../state/opened-file.ts'
import { Button } from '../../ui/Button.tsx'
import { readableText } from '../../ui/readable-text.ts'
import styles from './open-file.module.css'

/** Above the list of an opened file: its name, what was read, and that it stays here. */
export function FileHeader() {
  const { messages, formatNumber } = useLanguage()
  const words = messages.openFile
  const opened = useOpenedFile()
  if (opened.status !== 'open') return null
  const { read, rejected, truncated, notes } = opened.file.summary
  return (
    <header className={styles['header']}>
      <h1 title={readableText(opened.name)}>{readableText(opened.name)}</h1>
      <span>{words.readRows(formatNumber(read))}</span>
      {rejected > 0 ? <span className={styles['warn']}>{words.rejected(formatNumber(rejected))}</span> : null}
      {truncated ? <span className={styles['warn']}>{words.truncated}</span> : null}
      {notes.length > 0 ? (
        <span title={notes.map(readableText).join('\n')}>{words.notes(notes.length)}</span>
      ) : null}
      <span className={styles['space']}>{words.staysHere}</span>
      <Button size="small" onClick={closeFile}>
        {words.close}
      </Button>
    </header>
  )
}
