import type { SessionCard as Session } from '../../api/session-card.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { useWorkspace } from '../../state/workspace.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { Fact } from './Facts.tsx'
import { percentText } from './percent-text.ts'
import styles from './card.module.css'

/** How complete the log of a session is, with each hole, why it is one, and the way to its edge. */
export function Holes({ session }: { readonly session: Session }) {
  const { messages, formatNumber } = useLanguage()
  const { change } = useWorkspace()
  const { delivery, missing } = session
  const texts = messages.dashboard.session.holes
  const gone = delivery.highest - delivery.stored
  if (gone <= 0) {
    return (
      <Fact>
        <span className={styles['quiet']}>{messages.dashboard.card.complete}</span>
      </Fact>
    )
  }
  const summary = messages.dashboard.card.missing(
    percentText(delivery.stored, delivery.highest),
    formatNumber(gone),
  )
  return (
    <Fact>
      <Popover
        label={texts.title}
        trigger={summary}
        look="quiet"
        size="small"
        className={styles['holes'] ?? ''}
      >
        {(close) => (
          <div className={styles['holeList']}>
            <h2>{texts.title}</h2>
            <ul>
              {missing.ranges.map(({ from, to, because }) => (
                <li key={from}>
                  <button
                    type="button"
                    onClick={() => {
                      change({ query: `seq:${Math.max(1, from - NEAR)}..${to + NEAR}` }, 'push')
                      close()
                    }}
                  >
                    {texts.range(formatNumber(to - from + 1), String(from), String(to))}
                  </button>{' '}
                  <span className={styles['quiet']}>{texts.because[because]}</span>
                </li>
              ))}
            </ul>
            {missing.complete ? null : <p className={styles['quiet']}>{texts.more}</p>}
          </div>
        )}
      </Popover>
    </Fact>
  )
}

/** Rows around a hole that show what went on when it came. */
const NEAR = 20
