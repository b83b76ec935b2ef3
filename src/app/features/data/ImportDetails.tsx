import { useImportRejects, type ImportEntry } from '../../api/imports.ts'
import { sentenceOf } from '../../api/sentence.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { durationText } from '../../ui/duration-text.ts'
import { readableText } from '../../ui/readable-text.ts'
import styles from './data.module.css'

/** How long it took, what became of all of it, and each line that was refused with its reason. */
export function ImportDetails({ entry }: { readonly entry: ImportEntry }) {
  const { messages, formatNumber } = useLanguage()
  const { list } = messages.data
  const { rejected, conflicts, cut, truncated, detail, notes, ended, started, status } = entry
  const unread = rejected - conflicts
  const lines = [
    ...(ended === null
      ? []
      : [
          list.took(
            durationText(Math.max(0, ended - started), messages.ui.units),
            formatNumber(entry.eventsPerSecond),
          ),
        ]),
    ...(detail === '' ? [] : [readableText(detail)]),
    ...(truncated ? [list.truncated] : []),
    ...(unread > 0 ? [list.refused(unread, formatNumber(unread))] : []),
    ...(conflicts > 0 ? [list.conflicts(formatNumber(conflicts))] : []),
    ...(cut > 0 ? [list.cut(formatNumber(cut))] : []),
    ...notes.map(readableText),
    ...(status === 'done' && rejected === 0 && !truncated && cut === 0 ? [list.allWell] : []),
  ]
  return (
    <>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {rejected > 0 && status === 'done' ? <Rejects entry={entry} /> : null}
    </>
  )
}

function Rejects({ entry }: { readonly entry: ImportEntry }) {
  const { messages, formatNumber } = useLanguage()
  const { list } = messages.data
  const { data, error } = useImportRejects(entry.id, true)
  if (error) return <p role="alert">{sentenceOf(error)}</p>
  if (!data || data.rejects.length === 0) return null
  return (
    <table className={styles['rejects']}>
      <thead>
        <tr>
          <th scope="col">{list.place}</th>
          <th scope="col">{list.why}</th>
        </tr>
      </thead>
      <tbody>
        {data.rejects.map(({ session, seq, reason, detail }) => (
          <tr key={`${session} ${seq}`}>
            <td>{formatNumber(seq)}</td>
            <td>{readableText(detail === '' ? reason : detail)}</td>
          </tr>
        ))}
      </tbody>
      {data.complete ? null : <caption>{list.first(formatNumber(data.rejects.length))}</caption>}
    </table>
  )
}
