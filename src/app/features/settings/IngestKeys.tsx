import { useId, useState } from 'react'
import { sentenceOf } from '../../api/sentence.ts'
import { useMakeKey, useTakeKeyBack } from '../../api/settings.ts'
import { useMessages } from '../../i18n/language.tsx'
import { flashStatus } from '../../state/status-line.ts'
import { Button } from '../../ui/Button.tsx'
import { copyText } from '../../ui/copy-text.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { readableText } from '../../ui/readable-text.ts'
import { TextField } from '../../ui/TextField.tsx'
import { localZone, timeFormatter } from '../../ui/time-text.ts'
import styles from './settings.module.css'
import type { Micros } from '#protocol/time.ts'

export interface ListedKey {
  readonly id: string | null
  readonly name: string | null
  readonly hint: string
  readonly origins: readonly string[]
  readonly created: number | null
}

/** Who may send events. */
export function IngestKeys({ keys }: { readonly keys: readonly ListedKey[] }) {
  const messages = useMessages()
  const words = messages.settings.keys
  const takeBack = useTakeKeyBack()
  const [isMaking, setMaking] = useState(false)
  const [doomed, setDoomed] = useState<ListedKey | undefined>()
  const formatTime = timeFormatter(localZone())
  return (
    <Panel
      title={words.title}
      actions={<Button onClick={() => setMaking(true)}>{words.make}</Button>}
      problem={takeBack.error ? { message: sentenceOf(takeBack.error) } : undefined}
      className={styles['panel'] ?? ''}
    >
      <p className={styles['help']}>{words.help}</p>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.begins}</th>
            <th scope="col">{words.origins}</th>
            <th scope="col">{words.created}</th>
            <th scope="col">
              <span className="spoken">{words.takeBack}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id ?? `environment ${key.hint}`}>
              <td>{key.name === null ? words.ofEnvironment : readableText(key.name)}</td>
              <td>
                <code>{key.hint}…</code>
              </td>
              <td>{key.origins.length === 0 ? words.programsOnly : key.origins.join(', ')}</td>
              <td className={styles['time']}>
                {key.created === null ? '' : formatTime(key.created as Micros).text.slice(0, 16)}
              </td>
              <td className={styles['action']}>
                {key.id === null ? null : (
                  <Button size="small" look="quiet" onClick={() => setDoomed(key)}>
                    {words.takeBack}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <NewKeyDialog isOpen={isMaking} onClose={() => setMaking(false)} />
      <Dialog
        title={words.takeBackTitle}
        role="alertdialog"
        size="small"
        isOpen={doomed !== undefined}
        onClose={() => setDoomed(undefined)}
        actions={
          <>
            <Button onClick={() => setDoomed(undefined)}>{messages.ui.cancel}</Button>
            <Button
              look="danger"
              onClick={() => {
                if (doomed?.id) takeBack.mutate(doomed.id)
                setDoomed(undefined)
              }}
            >
              {words.takeBack}
            </Button>
          </>
        }
      >
        <p>{words.takeBackAsk(readableText(doomed?.name ?? ''))}</p>
      </Dialog>
    </Panel>
  )
}

function NewKeyDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const messages = useMessages()
  const words = messages.settings.keys
  const make = useMakeKey()
  const formId = useId()
  const [name, setName] = useState('')
  const [origins, setOrigins] = useState('')
  const close = () => {
    make.reset()
    setName('')
    setOrigins('')
    onClose()
  }
  const made = make.data?.key
  return (
    <Dialog
      title={made === undefined ? words.make : words.madeTitle}
      isOpen={isOpen}
      onClose={close}
      // A click beside it must not lose a key that is told only once.
      role={made === undefined ? 'dialog' : 'alertdialog'}
      actions={
        made === undefined ? (
          <>
            <Button onClick={close}>{messages.ui.cancel}</Button>
            <Button
              look="primary"
              type="submit"
              form={formId}
              disabled={make.isPending || name.trim() === ''}
            >
              {words.make}
            </Button>
          </>
        ) : (
          <Button look="primary" onClick={close}>
            {words.kept}
          </Button>
        )
      }
    >
      {made === undefined ? (
        <form
          id={formId}
          className={styles['form']}
          onSubmit={(event) => {
            event.preventDefault()
            make.mutate({ name, origins: origins.split(/[\s,;]+/).filter((it) => it !== '') })
          }}
        >
          <TextField
            label={words.name}
            value={name}
            onChange={setName}
            maxLength={80}
            required
            autoComplete="off"
          />
          <TextField
            label={words.origins}
            value={origins}
            onChange={setOrigins}
            help={words.originsHelp}
            placeholder="https://app.example.com"
            autoComplete="off"
            {...(make.error ? { error: sentenceOf(make.error) } : {})}
          />
        </form>
      ) : (
        <>
          <p>{words.onlyOnce}</p>
          <div className={styles['secret']}>
            <code>{made}</code>
            <Button
              onClick={() =>
                void copyText(made).then((copied) =>
                  flashStatus(copied ? words.copied : messages.share.refused),
                )
              }
            >
              {words.copy}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  )
}
