import { readHttpMessage, type HttpHeader } from '#analysis/payload/http-message.ts'
import { useMemo } from 'react'
import { useMessages } from '../../../i18n/language.tsx'
import type { ActionsOfValue } from '../../../state/use-value-actions.ts'
import { readableText } from '../../../ui/readable-text.ts'
import { Value } from '../../../ui/Value.tsx'
import styles from './payload.module.css'

interface Props {
  readonly text: string
  readonly actionsOf: ActionsOfValue
  readonly onOpen: (path: string, text: string) => void
}

/** A message of HTTP or SIP: start line, headers, and the way to its body. */
export function HeadersView({ text, actionsOf, onOpen }: Props) {
  const words = useMessages().event.payload
  const message = useMemo(() => readHttpMessage(text), [text])
  if (message === undefined) return <p className={styles['note']}>{words.noHeaders}</p>
  return (
    <>
      {message.start === undefined ? null : <p className={styles['start']}>{readableText(message.start)}</p>}
      <HeaderTable headers={message.headers} actionsOf={actionsOf} />
      {message.body === '' ? null : (
        <button type="button" className={styles['tool']} onClick={() => onOpen(words.body, message.body)}>
          {words.openBody(message.body.length)}
        </button>
      )}
    </>
  )
}

interface HeaderTableProps {
  readonly headers: readonly HttpHeader[]
  readonly actionsOf: ActionsOfValue
}

export function HeaderTable({ headers, actionsOf }: HeaderTableProps) {
  return (
    <dl className={styles['headers']}>
      {headers.map(({ name, value }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a header may come twice
        <div key={index}>
          <dt>{readableText(name)}</dt>
          <dd>
            <Value text={value} label={name} mono actions={actionsOf({ name: 'payload', value })} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
