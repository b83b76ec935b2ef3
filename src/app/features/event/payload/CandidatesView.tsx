import { findCandidates, type IceCandidate } from '#analysis/payload/ice-candidate.ts'
import { attributeOf } from '#protocol/vocabulary/lookup.ts'
import { useMemo } from 'react'
import { useLanguage } from '../../../i18n/language.tsx'
import type { ActionsOfValue } from '../../../state/use-value-actions.ts'
import { Value } from '../../../ui/Value.tsx'
import styles from './payload.module.css'

interface Props {
  readonly text: string
  readonly actionsOf: ActionsOfValue
}

/** Addresses at which a peer may be reached, the preferred ones first. */
export function CandidatesView({ text, actionsOf }: Props) {
  const words = useLanguage().messages.event.payload
  const candidates = useMemo(
    () => findCandidates(text).toSorted((a, b) => (b.priority?.number ?? 0) - (a.priority?.number ?? 0)),
    [text],
  )
  const columns = words.candidates
  return (
    <div className={styles['wide']}>
      <table className={styles['candidates']}>
        <thead>
          <tr>
            {[columns.type, columns.protocol, columns.address, columns.related, columns.priority].map(
              (it) => (
                <th key={it} scope="col">
                  {it}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {candidates.map((it, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a candidate may be told twice
            <Candidate key={index} candidate={it} actionsOf={actionsOf} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Candidate({
  candidate,
  actionsOf,
}: {
  readonly candidate: IceCandidate
  readonly actionsOf: ActionsOfValue
}) {
  const { language, messages, formatNumber } = useLanguage()
  const words = messages.event.payload.candidates
  const { type, protocol, tcpType, address, port, related, priority, component } = candidate
  const place = `${address.includes(':') ? `[${address}]` : address}:${port}`
  return (
    <tr>
      <td>
        {type}{' '}
        <span className={styles['said']}>{attributeOf('candidate.type')?.values?.[type]?.[language]}</span>
      </td>
      <td>
        {protocol} {tcpType}
        {component === '2' ? <span className={styles['said']}>{words.control}</span> : null}
      </td>
      <td>
        <Value
          text={place}
          label={words.address}
          mono
          actions={actionsOf({ name: 'payload', value: address })}
        />
      </td>
      <td className={styles['mono']}>{related}</td>
      <td
        title={
          priority && words.priorityWhy(priority.typePreference, priority.localPreference, priority.component)
        }
      >
        {priority ? (
          <>
            {formatNumber(priority.number)}
            <span className={styles['said']}>
              {priority.typePreference} · {priority.localPreference} · {priority.component}
            </span>
          </>
        ) : null}
      </td>
    </tr>
  )
}
