import { KINDS } from '#protocol/kind.ts'
import type { ServerStatus } from '../../api/status.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { percentText } from '../../ui/percent-text.ts'
import styles from './status.module.css'

/** How much of what was recorded arrived, and what became of the rest. */
export function DeliveryTable({ status }: { readonly status: ServerStatus }) {
  const { messages, formatNumber } = useLanguage()
  const words = messages.status
  return (
    <Panel title={words.delivery} className={styles['panel'] ?? ''}>
      <p className={styles['help']}>{words.deliveryHelp}</p>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{words.kind}</th>
            {(['sessions', 'events', 'rejected', 'lost', 'missing', 'ratio'] as const).map((name) => (
              <th key={name} scope="col" className={styles['number']}>
                {words[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {KINDS.map((kind) => {
            const held = status.kinds[kind]
            return (
              <tr key={kind}>
                <th scope="row">{words.kinds[kind]}</th>
                <td className={styles['number']}>{formatNumber(held.sessions)}</td>
                <td className={styles['number']}>{formatNumber(held.events)}</td>
                <td className={styles['number']}>{formatNumber(held.rejected)}</td>
                <td className={styles['number']}>{formatNumber(held.lost)}</td>
                <td className={`${styles['number']} ${held.missing > 0 ? styles['trouble'] : ''}`}>
                  {formatNumber(held.missing)}
                </td>
                <td className={styles['number']}>
                  {held.ratio === null ? '–' : `${percentText(held.ratio)} %`}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Panel>
  )
}
