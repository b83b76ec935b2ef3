import { readNetLogParams, type NetLogParam } from '#analysis/payload/netlog-params.ts'
import { useMemo } from 'react'
import { useMessages } from '../../../i18n/language.tsx'
import type { ActionsOfValue } from '../../../state/use-value-actions.ts'
import { readableText } from '../../../ui/readable-text.ts'
import { Value } from '../../../ui/Value.tsx'
import { HeaderTable } from './HeadersView.tsx'
import { HexRows } from './HexView.tsx'
import type { JsonProps } from './JsonTree.tsx'
import styles from './payload.module.css'

/** What Chromium says of an event, each parameter as what it means. */
export function NetLogView({ text, index, actionsOf, onOpen }: JsonProps) {
  const words = useMessages().event.payload
  const params = useMemo(() => readNetLogParams(text, index), [text, index])
  if (params === undefined) return <p className={styles['note']}>{words.noTable}</p>
  return (
    <dl className={styles['headers']}>
      {params.map((param, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a key may come twice
        <div key={at} data-wide={param.kind === 'headers' || param.kind === 'bytes'}>
          <dt>{readableText(param.key)}</dt>
          <dd>
            <Param param={param} actionsOf={actionsOf} onOpen={onOpen} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

interface ParamProps {
  readonly param: NetLogParam
  readonly actionsOf: ActionsOfValue
  readonly onOpen: (path: string, text: string) => void
}

function Param({ param, actionsOf, onOpen }: ParamProps) {
  const handle = (value: string) => (
    <Value text={value} label={param.key} mono actions={actionsOf({ name: 'payload', value })} />
  )
  switch (param.kind) {
    case 'text':
      return (
        <>
          {handle(param.text)}
          {param.note === undefined ? null : <span className={styles['said']}>{param.note}</span>}
        </>
      )
    case 'headers':
      return <HeaderTable headers={param.headers} actionsOf={actionsOf} />
    case 'bytes':
      return <HexRows bytes={param.bytes} />
    case 'list':
      return (
        <ol className={styles['plain-list']}>
          {param.items.map((item, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- items may be equal
            <li key={at}>{handle(item)}</li>
          ))}
        </ol>
      )
    case 'json':
      return (
        <button type="button" className={styles['tool']} onClick={() => onOpen(`$.${param.key}`, param.raw)}>
          {readableText(param.raw.slice(0, 80))}
        </button>
      )
    default: {
      const never: never = param
      return never
    }
  }
}
