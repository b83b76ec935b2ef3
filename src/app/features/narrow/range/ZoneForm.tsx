import { useState } from 'react'
import { zoneLabel } from '#protocol/search-text/zone-offset.ts'
import type { Micros } from '#protocol/time.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { localZone } from '../../../ui/time-text.ts'
import { allZones, findZones } from './zones.ts'
import styles from './range.module.css'

interface Props {
  /** As the link says; undefined = the reader's own. */
  readonly chosen: string | undefined
  /** The zone of the session that is open, where the client told it. */
  readonly client: string | undefined
  readonly at: Micros
  readonly onChoose: (zone: string | undefined) => void
}

/** The reader's zone, UTC, the client's, or any other. */
export function ZoneForm({ chosen, client, at, onChoose }: Props) {
  const { messages, language } = useLanguage()
  const words = messages.range.zone
  const [search, setSearch] = useState('')
  const [zones] = useState(() => allZones(at, language))
  const own = localZone()
  const near: readonly {
    readonly zone: string
    readonly note: string
    readonly value: string | undefined
  }[] = [
    { zone: own, note: words.reader, value: undefined },
    ...(client !== undefined && client !== own ? [{ zone: client, note: words.client, value: client }] : []),
    ...(own === 'UTC' ? [] : [{ zone: 'UTC', note: '', value: 'UTC' }]),
  ]
  const found = findZones(zones, search, at)
  return (
    <div className={styles['zones']}>
      <ul>
        {near.map(({ zone, note, value }) => (
          <Zone
            key={zone}
            zone={zone}
            offset={zoneLabel(zone, at)}
            note={note}
            isChosen={chosen === value || (chosen === zone && value === undefined)}
            onChoose={() => onChoose(value)}
          />
        ))}
      </ul>
      <TextField
        label={words.all}
        showLabel={false}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was just asked for
        autoFocus
        placeholder={words.search}
        value={search}
        onChange={setSearch}
      />
      <ul className={styles['all-zones']} aria-label={words.all}>
        {found.map(({ zone, offset, called }) => (
          <Zone
            key={zone}
            zone={zone}
            offset={offset}
            note={called}
            isChosen={chosen === zone}
            onChoose={() => onChoose(zone === own ? undefined : zone)}
          />
        ))}
      </ul>
      {found.length === 0 ? <p className={styles['note']}>{words.none}</p> : null}
    </div>
  )
}

interface ZoneProps {
  readonly zone: string
  readonly offset: string
  readonly note: string
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function Zone({ zone, offset, note, isChosen, onChoose }: ZoneProps) {
  return (
    <li>
      <button type="button" aria-current={isChosen || undefined} onClick={onChoose}>
        <span>{zone.replaceAll('_', ' ')}</span>
        <span className={styles['zone-note']}>{note}</span>
        <span className={styles['offset']}>{offset}</span>
      </button>
    </li>
  )
}
