import { useState } from 'react'
import { useDeleteImport, type ImportEntry } from '../../api/imports.ts'
import { sentenceOf } from '../../api/sentence.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { flashStatus } from '../../state/status-line.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { readableText } from '../../ui/readable-text.ts'
import { showFailure } from '../../ui/toast.ts'
import styles from './data.module.css'
import { ImportRow } from './ImportRow.tsx'

/** Drawn at once; with more the page takes long, and nobody looks at all of them. */
const SHOWN_AT_ONCE = 100

/** What was imported, newest first, with what became of it. */
export function ImportTable({ imports }: { readonly imports: readonly ImportEntry[] }) {
  const { messages, formatNumber } = useLanguage()
  const { list, remove: words } = messages.data
  const [shown, setShown] = useState(SHOWN_AT_ONCE)
  const [asked, setAsked] = useState<ImportEntry>()
  const remove = useDeleteImport()
  const doRemove = (entry: ImportEntry) =>
    remove.mutate(entry.id, {
      onSuccess: () => flashStatus(words.done),
      onError: (error) =>
        showFailure({
          title: words.failed,
          detail: sentenceOf(error),
          action: { label: messages.ui.retry, run: () => doRemove(entry) },
        }),
    })
  const rest = imports.length - shown
  return (
    <>
      <div className={styles['scroll']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{list.file}</th>
              <th scope="col">{list.state}</th>
              <th scope="col">{list.started}</th>
              {(['size', 'read', 'stored', 'duplicates', 'rejected', 'sessions'] as const).map((name) => (
                <th key={name} scope="col" className={styles['number']}>
                  {list[name]}
                </th>
              ))}
              <th scope="col">
                <span className="spoken">{list.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {imports.slice(0, shown).map((entry) => (
              <ImportRow
                key={entry.id}
                entry={entry}
                isBusy={remove.isPending && remove.variables === entry.id}
                onRemove={() => (entry.status === 'running' ? doRemove(entry) : setAsked(entry))}
              />
            ))}
          </tbody>
        </table>
      </div>
      {rest > 0 ? (
        <Button onClick={() => setShown(shown + SHOWN_AT_ONCE)}>
          {list.more(formatNumber(Math.min(rest, SHOWN_AT_ONCE)))}
        </Button>
      ) : null}
      <Dialog
        title={words.title}
        role="alertdialog"
        size="small"
        isOpen={asked !== undefined}
        onClose={() => setAsked(undefined)}
        actions={
          <>
            <Button onClick={() => setAsked(undefined)}>{messages.ui.cancel}</Button>
            <Button
              look="danger"
              onClick={() => {
                if (asked) doRemove(asked)
                setAsked(undefined)
              }}
            >
              {words.confirm}
            </Button>
          </>
        }
      >
        {asked ? (
          <>
            <p>{words.text(readableText(asked.file), formatNumber(asked.stored))}</p>
            {asked.kind === 'sample' ? <p>{words.sample}</p> : null}
          </>
        ) : null}
      </Dialog>
    </>
  )
}
