import type { Light } from '#analysis/call-lights.ts'
import type { Call } from '../../api/calls.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { readableText } from '../../ui/readable-text.ts'
import { lightRows } from './light-rows.ts'
import { lightText } from './light-text.ts'
import type { CallReading } from './read-call.ts'
import { RowsLink } from './RowsLink.tsx'
import { StateShape, type ShapeState } from './StateShape.tsx'
import styles from './card.module.css'

interface Props {
  readonly reading: CallReading
  readonly call: Call
  /** Only shapes and names, for the folded card. */
  readonly brief?: boolean
}

const SHAPES: Readonly<Record<Light['state'], ShapeState>> = {
  good: 'good',
  trouble: 'trouble',
  failed: 'failed',
  'no-log': 'unknown',
  'not-reached': 'quiet',
}

/** Seat, API, push, socket, media: each says how it was, why, and opens its rows. */
export function LightRow({ reading, call, brief = false }: Props) {
  const { messages } = useLanguage()
  return (
    <ul className={brief ? styles['brief'] : styles['lights']} aria-label={messages.dashboard.lights.label}>
      {reading.lights.map((light) => (
        <li key={light.name}>
          <OneLight light={light} reading={reading} call={call} brief={brief} />
        </li>
      ))}
    </ul>
  )
}

interface OneProps extends Required<Props> {
  readonly light: Light
}

function OneLight({ light, reading, call, brief }: OneProps) {
  const { messages, language, formatNumber } = useLanguage()
  const texts = messages.dashboard.lights
  const words = { messages, language, clock: reading.clock, formatNumber }
  const why = readableText(lightText(light, words))
  const target = lightRows(light, reading.material, call.sessions)
  const name = texts.names[light.name]
  const state = texts.states[light.state]
  const content = (
    <>
      <StateShape state={SHAPES[light.state]} />
      <span className={styles['lightName']}>
        {name} <span className={brief ? 'spoken' : styles['lightState']}>{state}</span>
      </span>
      <span className={brief ? 'spoken' : styles['why']}>{why}</span>
    </>
  )
  if (!target) {
    return (
      <div className={styles['light']} title={brief ? `${state}: ${why}` : why}>
        {content}
      </div>
    )
  }
  return (
    <RowsLink
      target={target}
      className={styles['light']}
      title={`${brief ? `${state}: ` : ''}${why}. ${texts.open}`}
    >
      {content}
    </RowsLink>
  )
}
