import { useId, useState } from 'react'
import { ROW_FORMATS, type RowFormat } from '../../../api/row-export.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { flashStatus } from '../../../state/status-line.ts'
import { bytesText } from '../../../ui/bytes-text.ts'
import { Button } from '../../../ui/Button.tsx'
import { copyText } from '../../../ui/copy-text.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Checkbox } from '../../../ui/Toggle.tsx'
import type { Column } from '../columns.ts'
import styles from './ExportDialog.module.css'
import { textFields } from './rows-as-text.ts'
import type { Export, ExportState } from './use-export.ts'

interface Props {
  readonly onClose: () => void
  readonly job: Export
  /** Undefined: not counted. */
  readonly rows: number | undefined
  readonly columns: readonly Column[]
  readonly zone: string
}

/** All rows of the list as a file, without a limit: what of them, how far it is, and what became of it. */
export function ExportDialog({ onClose, job, rows, columns, zone }: Props) {
  const { messages } = useLanguage()
  const [format, setFormat] = useState<RowFormat>('ndjson')
  const [payload, setPayload] = useState(true)
  const words = messages.tools.export
  const { state } = job
  const fields = textFields(columns)
  return (
    <Dialog
      title={words.title}
      isOpen
      onClose={onClose}
      actions={
        state.kind === 'ready' ? (
          <Button look="primary" onClick={() => job.start({ format, columns: fields, zone, payload })}>
            {words.start}
          </Button>
        ) : state.kind === 'running' ? (
          <Button onClick={job.stop}>{words.stop}</Button>
        ) : (
          <>
            <Button onClick={job.reset}>{words.again}</Button>
            <Button look="primary" onClick={onClose}>
              {words.done}
            </Button>
          </>
        )
      }
    >
      {state.kind === 'ready' ? (
        <Choices
          rows={rows}
          columns={columns.filter(({ field }) => fields.includes(field))}
          format={format}
          onFormat={(next) => {
            setFormat(next)
            setPayload(next === 'ndjson')
          }}
          payload={payload}
          onPayload={setPayload}
        />
      ) : (
        <Outcome state={state} />
      )}
    </Dialog>
  )
}

interface ChoicesProps {
  readonly rows: number | undefined
  readonly columns: readonly Column[]
  readonly format: RowFormat
  readonly onFormat: (format: RowFormat) => void
  readonly payload: boolean
  readonly onPayload: (payload: boolean) => void
}

function Choices({ rows, columns, format, onFormat, payload, onPayload }: ChoicesProps) {
  const { language, messages, formatNumber } = useLanguage()
  const name = useId()
  const words = messages.tools.export
  return (
    <>
      <p className={styles['what']}>
        {rows === undefined ? words.whatUncounted : words.what(formatNumber(rows))}
      </p>
      <fieldset className={styles['formats']}>
        <legend className="spoken">{words.format}</legend>
        {ROW_FORMATS.map((it) => (
          <label key={it} className={styles['format']}>
            <input type="radio" name={name} checked={it === format} onChange={() => onFormat(it)} />
            <span>{words.formats[it]}</span>
          </label>
        ))}
      </fieldset>
      <p className={styles['columns']} data-idle={format === 'ndjson' || undefined}>
        {words.columnsShown(columns.map(({ title }) => title[language]).join(', '))}
      </p>
      <Checkbox label={words.payload} detail={words.payloadDetail} isOn={payload} onChange={onPayload} />
    </>
  )
}

function Outcome({ state }: { readonly state: Exclude<ExportState, { readonly kind: 'ready' }> }) {
  const { messages, formatNumber } = useLanguage()
  const words = messages.tools.export
  if (state.kind === 'running') {
    const { rows, total, bytes } = state
    return (
      <div className={styles['outcome']}>
        <progress
          className={styles['progress']}
          aria-label={words.title}
          max={total === undefined || total === 0 ? 1 : total}
          // Without a value it shows that it works, not how far it is.
          {...(total === undefined ? {} : { value: rows ?? 0 })}
        />
        <output className={styles['figures']}>
          {rows === undefined || total === undefined
            ? words.runningBytes(bytesText(bytes))
            : `${words.running(formatNumber(rows), formatNumber(total))} · ${bytesText(bytes)}`}
        </output>
        <p className={styles['hint']}>{words.keepOpen}</p>
      </div>
    )
  }
  if (state.kind === 'complete') {
    const { rows, bytes, sha256 } = state
    const copyHash = async () => {
      flashStatus((await copyText(sha256)) ? words.hashCopied : messages.value.copyFailed)
    }
    return (
      <div className={styles['outcome']}>
        <output className={styles['title']}>{words.finished}</output>
        <p className={styles['figures']}>{words.summary(formatNumber(rows), bytesText(bytes))}</p>
        <div className={styles['hash']}>
          <span>{words.hash}</span>
          <code>{sha256}</code>
          <Button size="small" onClick={() => void copyHash()}>
            {words.copyHash}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div className={styles['outcome']} role="alert">
      <p className={styles['problem']}>{state.kind === 'stopped' ? words.stoppedNoFile : words.failed}</p>
      {state.kind === 'mismatch' ? <p>{words.mismatch}</p> : null}
      {state.kind === 'failed' || state.kind === 'incomplete' ? <p>{state.reason}</p> : null}
    </div>
  )
}
