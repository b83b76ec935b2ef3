import { useState, type ReactNode } from 'react'
import { useLanguage } from '../../i18n/language.tsx'
import { useStatusLine } from '../../state/status-line.ts'
import { Popover } from '../../ui/Popover.tsx'
import { localZone } from '../../ui/time-text.ts'
import { zoneOffsetText } from '../../ui/zone-text.ts'
import styles from './StatusBar.module.css'

/** 22 px that say what the page shows: each part opens its explanation; successes flash at the end. */
export function StatusBar() {
  const { messages } = useLanguage()
  const parts = useStatusLine((it) => it.parts)
  const words = messages.frame.status
  return (
    <footer className={styles['bar']} aria-label={words.label}>
      {parts.scope === undefined ? null : (
        <Part title={words.scope} shown={parts.scope}>
          <p>
            <code>{parts.scope}</code>
          </p>
          <p>{words.scopeHelp}</p>
        </Part>
      )}
      <ZonePart />
      {parts.completeness === undefined ? null : (
        <Part title={words.completeness} shown={parts.completeness}>
          <p>{words.completenessHelp}</p>
        </Part>
      )}
      {parts.rows === undefined ? null : (
        <Part title={words.rows} shown={parts.rows}>
          <p>{words.rowsHelp}</p>
          {parts.snapshot === undefined ? null : <p>{words.snapshot(parts.snapshot)}</p>}
        </Part>
      )}
      {parts.queryTime === undefined ? null : (
        <Part title={words.queryTime} shown={parts.queryTime}>
          <p>{words.queryTimeHelp}</p>
        </Part>
      )}
      {parts.live === undefined ? null : (
        <Part title={words.live} shown={parts.live}>
          <p>{words.liveHelp}</p>
        </Part>
      )}
      <span className={styles['space']} />
      <Flash />
    </footer>
  )
}

/** On its own: a flash must not render the parts again. */
function Flash() {
  const flash = useStatusLine((it) => it.flash)
  return (
    <output className={styles['flash']} aria-live="polite">
      {flash}
    </output>
  )
}

function ZonePart() {
  const words = useLanguage().messages.frame.status
  const { zone: shown, clientZone, zoneAt } = useStatusLine((it) => it.parts)
  const local = localZone()
  const zone = shown ?? local
  const [now] = useState(Date.now)
  const at = zoneAt ?? now
  const offset = zoneOffsetText(zone, at)
  const clientOffset = clientZone === undefined ? undefined : zoneOffsetText(clientZone, at)
  const text =
    clientOffset === undefined || clientOffset === offset
      ? offset
      : `${offset}, ${words.client(clientOffset)}`
  return (
    <Part title={words.zone} shown={text}>
      <p>{words.zoneHelp(`${zone} (${offset})`)}</p>
      <p>{zone === local ? words.zoneYours : words.zoneOther(`${local} (${zoneOffsetText(local, at)})`)}</p>
      {clientZone === undefined ? null : <p>{words.zoneClient(`${clientZone} (${clientOffset})`)}</p>}
    </Part>
  )
}

interface PartProps {
  readonly title: string
  readonly shown: string
  readonly children: ReactNode
}

function Part({ title, shown, children }: PartProps) {
  return (
    <Popover
      label={title}
      trigger={
        <>
          <span className="spoken">{title}: </span>
          <span className={styles['shown']}>{shown}</span>
        </>
      }
      look="quiet"
      size="small"
      className={styles['part'] ?? ''}
      placement="top start"
    >
      <div className={styles['explanation']}>
        <h2>{title}</h2>
        {children}
      </div>
    </Popover>
  )
}
