import { Fragment } from 'react'
import type { Micros } from '#protocol/time.ts'
import { civilIn, zoneLabel, zoneOffset } from '#protocol/search-text/zone-offset.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { Chip } from '../../ui/Chip.tsx'
import styles from './find.module.css'
import { clockText, shownNumber, windowText } from './find-words.ts'
import { without, type Understanding } from './understanding.ts'

interface Props {
  readonly id: string
  readonly understood: Understanding
  readonly now: Micros
  /** In which times are read, and the reader's own. */
  readonly zone: string
  readonly ownZone: string
  /** Of the clients that were found. */
  readonly clientZones: readonly string[]
  readonly onText: (text: string) => void
  /** Undefined: the reader's own. */
  readonly onZone: (zone: string | undefined) => void
}

/** What was understood, so that nobody wonders why something is (not) among the results; each can be taken away. */
export function Understood(props: Props) {
  const { id, understood, now, zone, ownZone, clientZones, onText, onZone } = props
  const { language, messages } = useLanguage()
  const { understood: words, box } = messages.find
  const { read, times } = understood
  const isNothing = read.numbers.length === 0 && times.length === 0
  const moment = understood.windows[0]?.at ?? understood.windows[0]?.from
  const others = moment === undefined ? [] : otherZones(clientZones, zone, moment)
  const isOwn = times.every((it) => it.found.time.kind === 'ago' || it.found.time.zone === undefined)
  return (
    <div id={id} className={styles['understood']}>
      {isNothing ? <span className={styles['hint']}>{read.text.trim() === '' ? box.hint : ''}</span> : null}
      {isNothing ? null : <span className="spoken">{words.label}</span>}
      {read.numbers.map((number) => {
        const text = words.number(shownNumber(number.masked))
        return (
          <Chip
            key={number.start}
            tone="accent"
            removeName={text}
            onRemove={() => onText(without(read, number))}
          >
            {text}
          </Chip>
        )
      })}
      {times.map((it) => {
        const texts = it.windows.map((window) => windowText(window, it.zone, now, messages, language))
        return (
          <Chip
            key={it.found.start}
            tone="accent"
            removeName={texts.join(` ${words.or} `)}
            onRemove={() => onText(without(read, it.found))}
          >
            {words.time}{' '}
            {texts.map((text, index) => (
              <Fragment key={text}>
                {index === 0 ? '' : ` ${words.or} `}
                {text}
              </Fragment>
            ))}
          </Chip>
        )
      })}
      {moment !== undefined && isOwn && zone !== ownZone ? (
        <Chip onPress={() => onZone(undefined)}>{words.ownZone(zoneLabel(ownZone, moment))}</Chip>
      ) : null}
      {moment !== undefined && isOwn
        ? others.map((other) => (
            <Chip key={other} onPress={() => onZone(other)}>
              {words.otherZone(clockText(civilIn(zone, moment), false), zoneLabel(other, moment), other)}
            </Chip>
          ))
        : null}
    </div>
  )
}

/** One chip per clock: places that show the same time are one. */
function otherZones(zones: readonly string[], zone: string, moment: Micros): readonly string[] {
  const own = zoneOffset(zone, moment)
  // The last entry of a key counts: the zone of the nearest client.
  const byOffset = new Map(zones.toReversed().map((it) => [zoneOffset(it, moment), it]))
  byOffset.delete(own)
  return [...byOffset.values()].slice(0, MAX_OTHER_ZONES)
}

/** More would be a list of the world. */
const MAX_OTHER_ZONES = 2
