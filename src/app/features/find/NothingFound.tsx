import type { ReactNode } from 'react'
import type { Micros } from '#protocol/time.ts'
import type { Found } from '../../api/find.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { Button } from '../../ui/Button.tsx'
import styles from './find.module.css'
import { LastDayOffer } from './LastDayOffer.tsx'
import { lookedUp, windowText } from './find-words.ts'
import { without, type Understanding } from './understanding.ts'

interface Props {
  readonly understood: Understanding
  readonly found: Found
  readonly zone: string
  readonly now: Micros
  readonly onText: (text: string) => void
  /** What the events themselves hold of it. */
  readonly children: ReactNode
}

/** Never a dead end: what was looked up, and what else may lead there. */
export function NothingFound({ understood, found, zone, now, onText, children }: Props) {
  const { language, messages } = useLanguage()
  const { nothing } = messages.find
  const { read, times } = understood
  const things = lookedUp(understood, found)
  const when = times
    .flatMap((it) => it.windows.map((window) => windowText(window, it.zone, now, messages, language)))
    .join(` ${messages.find.understood.or} `)
  const full = read.numbers.find(({ query }) => query.kind === 'full' && query.number.length > 8)
  const [time] = read.times
  return (
    <>
      <section aria-live="polite" className={styles['nothing']}>
        <h2>{nothing.title}</h2>
        {when === '' ? null : <p>{nothing.timeOnly(when)}</p>}
        <p>
          {things.length === 0
            ? nothing.lookedForNothing
            : nothing.lookedFor(things.join(language === 'zh' ? '、' : ', '))}
        </p>
        <div className={styles['actions']}>
          <LastDayOffer {...{ understood, zone, now, onText }} />
          {/* Numbers and ids were looked up over all time already. */}
          {time && things.length === 0 ? (
            <Button onClick={() => onText(without(read, time))}>{nothing.anyTime}</Button>
          ) : null}
          {full ? (
            <Button onClick={() => onText(full.masked.slice(-4))}>
              {nothing.tryLast4(`…${full.masked.slice(-4)}`)}
            </Button>
          ) : null}
        </div>
      </section>
      {children}
      <section className={styles['tips']}>
        <h2>{nothing.tipsTitle}</h2>
        <ul>
          <li>{nothing.tipLast4}</li>
          <li>{nothing.tipId}</li>
          {full ? <li>{nothing.tipSpelling}</li> : null}
        </ul>
      </section>
    </>
  )
}
