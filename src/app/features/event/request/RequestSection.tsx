import { curlCommand } from '#analysis/payload/curl.ts'
import { REQUEST_PHASES, type PhaseBar as Phases } from '#analysis/payload/request-phases.ts'
import type { StoredEvent } from '#protocol/event.ts'
import { MICROS_PER_MILLI } from '#protocol/time.ts'
import { attributeOf } from '#protocol/vocabulary/lookup.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { durationText } from '../../../ui/duration-text.ts'
import { readableText } from '../../../ui/readable-text.ts'
import { Section } from '../details/Section.tsx'
import { useCopyPart } from '../payload/use-copy-part.ts'
import { useRequest } from './use-request.ts'
import styles from './request.module.css'

/** The request that the event belongs to, from all its events: where it went, where its time went, how to repeat it. */
export function RequestSection({ event }: { readonly event: StoredEvent }) {
  const words = useLanguage().messages.event.request
  const copyPart = useCopyPart()
  const { data } = useRequest(event)
  if (!data) return null
  const { curl, phases, status } = data
  return (
    <Section
      title={words.title}
      aside={
        curl ? (
          <button
            type="button"
            className={styles['copy']}
            onClick={() => copyPart(curlCommand(curl), words.copied)}
          >
            {words.copyCurl}
          </button>
        ) : undefined
      }
    >
      {curl ? (
        <p className={styles['line']}>
          <b>{readableText(curl.method)}</b> {readableText(curl.url)}
          {status === undefined ? null : <span className={styles['status']}>{readableText(status)}</span>}
        </p>
      ) : null}
      {phases ? <PhaseBar phases={phases} /> : null}
    </Section>
  )
}

const millisText = (millis: number) => durationText(millis * MICROS_PER_MILLI)

/** Where the time of a request went, on one scale; what nobody measured stays empty. */
function PhaseBar({ phases: { total, parts } }: { readonly phases: Phases }) {
  const { language, messages } = useLanguage()
  const words = messages.event.request
  const percent = (millis: number) => `${total === 0 ? 0 : (millis / total) * 100}%`
  const label = (phase: string) => attributeOf(phase)?.label[language] ?? phase
  const measured = parts.reduce((sum, { length }) => sum + length, 0)
  return (
    <figure className={styles['phases']}>
      <div className={styles['bar']} aria-hidden="true">
        {parts.map(({ phase, from, length }) => (
          <span
            key={phase}
            data-phase={REQUEST_PHASES.indexOf(phase)}
            title={`${label(phase)} ${millisText(length)}`}
            style={{ insetInlineStart: percent(from), width: percent(length) }}
          />
        ))}
      </div>
      <figcaption>
        {parts.map(({ phase, length }) => (
          <span key={phase} className={styles['phase']}>
            <i data-phase={REQUEST_PHASES.indexOf(phase)} />
            {label(phase)} <b>{millisText(length)}</b>
          </span>
        ))}
        {total > measured ? (
          <span className={styles['phase']}>
            {words.unmeasured} <b>{millisText(total - measured)}</b>
          </span>
        ) : null}
        <span className={styles['phase']}>
          {words.total} <b>{millisText(total)}</b>
        </span>
      </figcaption>
    </figure>
  )
}
