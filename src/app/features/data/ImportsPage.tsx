import { Link } from '@tanstack/react-router'
import { sentenceOf } from '../../api/sentence.ts'
import { useImports } from '../../api/imports.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState, Notice } from '../../ui/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { ChooseFiles } from './ChooseFiles.tsx'
import styles from './data.module.css'
import { ImportTable } from './ImportTable.tsx'
import { UploadList } from './UploadList.tsx'

/** Imported files: bring in, follow, open, delete. */
export function ImportsPage() {
  const { messages } = useLanguage()
  const words = messages.data
  const imports = useImports()
  return (
    <div className={styles['page']}>
      <header className={styles['header']}>
        <h1>{words.title}</h1>
        <ChooseFiles />
      </header>
      <p className={styles['quiet']}>
        {words.help} <Link to="/open">{words.openHere}</Link>
      </p>
      <UploadList />
      <div aria-busy={imports.isPending}>
        {imports.isPending ? <Skeleton lines={5} /> : null}
        {imports.error ? (
          <Notice
            tone="error"
            compact
            title={words.list.failed}
            actions={<Button onClick={() => void imports.refetch()}>{messages.ui.retry}</Button>}
          >
            <p>{sentenceOf(imports.error)}</p>
          </Notice>
        ) : null}
        {imports.data?.length === 0 ? (
          <EmptyState title={words.list.empty}>
            <p>{words.list.emptyWhy}</p>
          </EmptyState>
        ) : null}
        {imports.data && imports.data.length > 0 ? <ImportTable imports={imports.data} /> : null}
      </div>
    </div>
  )
}
