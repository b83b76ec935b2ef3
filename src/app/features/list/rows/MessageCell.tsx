import { memo } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { Chip, LabelChip } from '../../../ui/Chip.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import type { Finding } from '../list-store.ts'
import { Highlighted } from './Highlighted.tsx'
import { attributesText } from './row-text.ts'
import styles from './rows.module.css'

interface Props {
  readonly event: StoredEvent
  readonly finding: Finding | undefined
  /** Says of a row that is not live what it is. */
  readonly showsKind: boolean
}

/** What happened, short and by form: a tag as a chip, everything else as text, with its attributes after it. */
export const MessageCell = memo(function MessageCell({ event, finding, showsKind }: Props) {
  const messages = useMessages()
  const { message, form, kind, label } = event
  const attributes = attributesText(event)
  return (
    <>
      {kind === 'live' || !showsKind ? null : <Chip>{messages.list.origin[kind]}</Chip>}
      {label === undefined ? null : <LabelChip label={label}>{readableText(label)}</LabelChip>}
      {message === undefined ? null : form === 'tag' ? (
        <Chip tone="accent">
          <Highlighted text={message} finding={finding} />
        </Chip>
      ) : (
        <span className={styles['text']} data-form={form}>
          <Highlighted text={message} finding={finding} />
        </span>
      )}
      {attributes === '' ? null : (
        <span className={message === undefined ? styles['text'] : styles['attributes']}>
          <Highlighted text={attributes} finding={finding} />
        </span>
      )}
    </>
  )
})
