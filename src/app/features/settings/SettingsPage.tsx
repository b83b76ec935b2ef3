import { sentenceOf } from '../../api/sentence.ts'
import { useSettings } from '../../api/settings.ts'
import { useMessages } from '../../i18n/language.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { IngestKeys } from './IngestKeys.tsx'
import { RemoveLogs } from './RemoveLogs.tsx'
import { Retention } from './Retention.tsx'
import { Sample } from './Sample.tsx'
import styles from './settings.module.css'

/** What can be set while the server runs. Everything that changes something is in the audit. */
export function SettingsPage() {
  const messages = useMessages()
  const settings = useSettings()
  return (
    <div className={styles['page']}>
      <h1>{messages.settings.title}</h1>
      {settings.isError ? (
        <Notice
          tone="error"
          title={messages.settings.notLoaded}
          actions={<Button onClick={() => void settings.refetch()}>{messages.ui.retry}</Button>}
        >
          <p>{sentenceOf(settings.error)}</p>
        </Notice>
      ) : null}
      {settings.data ? (
        <>
          <IngestKeys keys={settings.data.ingestKeys} />
          <Retention retention={settings.data.retention} />
          <Sample />
          <RemoveLogs />
        </>
      ) : null}
    </div>
  )
}
