import { sentenceOf } from '../../api/sentence.ts'
import { useStatus, type ServerStatus } from '../../api/status.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { readableText } from '../../ui/readable-text.ts'
import { bytesText } from '../../ui/bytes-text.ts'
import { DeliveryTable } from './DeliveryTable.tsx'
import styles from './status.module.css'

/** What the server holds and how it does; asked again every few seconds while it is looked at. */
export function StatusPage() {
  const { messages } = useLanguage()
  const status = useStatus()
  return (
    <div className={styles['page']}>
      <h1>{messages.status.title}</h1>
      {status.data ? (
        <>
          <Server status={status.data} />
          <Store status={status.data} />
          <DeliveryTable status={status.data} />
          <Rejects rejects={status.data.rejects} />
        </>
      ) : null}
      {status.isError && !status.data ? (
        <Notice
          tone="error"
          title={messages.status.notLoaded}
          actions={<Button onClick={() => void status.refetch()}>{messages.ui.retry}</Button>}
        >
          <p>{sentenceOf(status.error)}</p>
        </Notice>
      ) : null}
    </div>
  )
}

interface Fact {
  readonly name: string
  readonly value: string
  readonly isTrouble?: boolean
}

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles['facts']}>
      {facts.map(({ name, value, isTrouble = false }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={isTrouble ? styles['trouble'] : ''}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Server({ status }: { readonly status: ServerStatus }) {
  const { messages, formatNumber } = useLanguage()
  const words = messages.status
  const { health } = status
  const { engine } = health
  return (
    <Panel title={words.server} className={styles['panel'] ?? ''}>
      {health.reason === undefined ? null : (
        <p className={styles['trouble']}>{readableText(health.reason)}</p>
      )}
      <Facts
        facts={[
          { name: words.state, value: words.states[health.status], isTrouble: health.status !== 'ready' },
          { name: words.version, value: health.version },
          { name: words.uptime, value: words.duration(health.uptime) },
          { name: words.engine, value: `${words.modes[engine.mode]} ${engine.version ?? ''}` },
          { name: words.restarts, value: formatNumber(engine.restarts), isTrouble: engine.restarts > 0 },
        ]}
      />
    </Panel>
  )
}

/** Below it the server answers 503 before the disk is full. */
const LITTLE_FREE = 0.1

function Store({ status }: { readonly status: ServerStatus }) {
  const { messages, formatNumber } = useLanguage()
  const words = messages.status
  const { store, retention, health } = status
  const { disk } = health
  const days = retention.days === null ? words.keptForEver : words.days(formatNumber(retention.days))
  return (
    <Panel title={words.store} className={styles['panel'] ?? ''}>
      <Facts
        facts={[
          { name: words.events, value: formatNumber(store.rows) },
          { name: words.eventBytes, value: bytesText(store.bytes) },
          { name: words.allBytes, value: bytesText(store.allBytes) },
          { name: words.partitions, value: formatNumber(store.partitions) },
          { name: words.parts, value: formatNumber(store.parts) },
          { name: words.retention, value: days },
          ...(disk
            ? [
                {
                  name: words.disk,
                  value: words.free(bytesText(disk.freeBytes), bytesText(disk.totalBytes)),
                  isTrouble: disk.freeBytes < disk.totalBytes * LITTLE_FREE,
                },
              ]
            : []),
        ]}
      />
    </Panel>
  )
}

function Rejects({ rejects }: { readonly rejects: ServerStatus['rejects'] }) {
  const { messages, formatNumber } = useLanguage()
  const words = messages.status
  return (
    <Panel title={words.rejects} className={styles['panel'] ?? ''}>
      {rejects.length === 0 ? (
        <p className={styles['help']}>{words.noRejects}</p>
      ) : (
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{words.reason}</th>
              <th scope="col">{words.kind}</th>
              <th scope="col" className={styles['number']}>
                {words.events}
              </th>
            </tr>
          </thead>
          <tbody>
            {rejects.map(({ kind, reason, count }) => (
              <tr key={`${kind} ${reason}`}>
                <td>{readableText(reason)}</td>
                <td>{words.kinds[kind]}</td>
                <td className={styles['number']}>{formatNumber(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}
