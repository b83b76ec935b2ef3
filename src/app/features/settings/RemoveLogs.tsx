import { useState } from 'react'
import { DELETION_KINDS, useDeletions, useDeleteLogs, type DeletionKind } from '../../api/deletions.ts'
import { sentenceOf } from '../../api/sentence.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { readableText } from '../../ui/readable-text.ts'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { localZone, timeFormatter } from '../../ui/time-text.ts'
import styles from './settings.module.css'
import type { Micros } from '#protocol/time.ts'

/** Deletion of what a session, an account or a number left, with a record of who and why. */
export function RemoveLogs() {
  const { messages, formatNumber } = useLanguage()
  const words = messages.settings.removal
  const [by, setBy] = useState<DeletionKind>('session')
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const [isAsking, setAsking] = useState(false)
  const remove = useDeleteLogs()
  const deletions = useDeletions()
  const formatTime = timeFormatter(localZone())
  const isReady = value.trim() !== '' && reason.trim() !== ''
  return (
    <Panel
      title={words.title}
      problem={remove.error ? { message: sentenceOf(remove.error) } : undefined}
      className={styles['panel'] ?? ''}
    >
      <p className={styles['help']}>{words.help}</p>
      <form
        className={styles['line']}
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) setAsking(true)
        }}
      >
        <Select
          label={words.by}
          value={by}
          options={DELETION_KINDS.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
          onChange={setBy}
        />
        <TextField
          label={words.kinds[by]}
          value={value}
          onChange={setValue}
          autoComplete="off"
          spellCheck={false}
        />
        <TextField
          label={words.reason}
          value={reason}
          onChange={setReason}
          maxLength={500}
          autoComplete="off"
          className={styles['wide'] ?? ''}
        />
        <Button type="submit" look="danger" disabled={!isReady || remove.isPending}>
          {remove.isPending ? words.removing : words.remove}
        </Button>
      </form>
      <output className={styles['help']}>
        {remove.data
          ? words.removed(formatNumber(remove.data.sessions), formatNumber(remove.data.events))
          : null}
      </output>
      {deletions.data && deletions.data.length > 0 ? (
        <table className={styles['table']}>
          <caption>{words.record}</caption>
          <thead>
            <tr>
              <th scope="col">{words.at}</th>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.amount}</th>
              <th scope="col">{words.who}</th>
              <th scope="col">{words.reason}</th>
            </tr>
          </thead>
          <tbody>
            {deletions.data.map((it) => (
              <tr key={it.id}>
                <td className={styles['time']}>{formatTime(it.at as Micros).text.slice(0, 16)}</td>
                <td>{readableText(it.subject)}</td>
                <td>{formatNumber(it.events)}</td>
                <td>{readableText(it.actor)}</td>
                <td>{readableText(it.reason)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <Dialog
        title={words.askTitle}
        role="alertdialog"
        size="small"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{messages.ui.cancel}</Button>
            <Button
              look="danger"
              onClick={() => {
                setAsking(false)
                remove.mutate(
                  { by, value: value.trim(), reason: reason.trim() },
                  { onSuccess: () => setValue('') },
                )
              }}
            >
              {words.remove}
            </Button>
          </>
        }
      >
        <p>{words.ask(words.kinds[by], readableText(value.trim()))}</p>
      </Dialog>
    </Panel>
  )
}
