import type { Kind } from '#protocol/kind.ts'
import { KIND_LABELS } from '#protocol/vocabulary/labels.ts'
import type { FoundCall, FoundSession } from '../../api/find.ts'
import type { Messages } from '../../i18n/messages.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { SeverityShape } from '../../ui/Severity.tsx'
import styles from './find.module.css'
import { shareText } from './find-words.ts'

/** Who was on this side of it: `seat 1007`, `account acme +2`. */
export function who(
  sessions: readonly Pick<FoundSession, 'staffs' | 'accounts'>[],
  words: Messages['find']['row'],
): readonly string[] {
  const staffs = [...new Set(sessions.flatMap((it) => it.staffs))]
  const accounts = [...new Set(sessions.flatMap((it) => it.accounts))]
  const named = (all: readonly string[], name: (text: string) => string): readonly string[] => {
    const [first, ...others] = all
    if (first === undefined) return []
    const count = others.length
    return [name(count === 0 ? first : words.more(first, String(count)))]
  }
  return [...named(staffs, words.seat), ...named(accounts, words.account)]
}

/** Live is what one expects; what is not real, or came from a file, says so. */
export function KindChip({ kind }: { readonly kind: Kind }) {
  const { language } = useLanguage()
  return kind === 'live' ? null : <Chip>{KIND_LABELS[kind][language]}</Chip>
}

type Counted = Pick<FoundCall, 'events' | 'warnings' | 'errors' | 'alarms'>

export function Counts({ of }: { readonly of: Counted }) {
  const { messages, formatNumber } = useLanguage()
  const { row: words } = messages.find
  const shapes = [
    ['alarm', of.alarms, words.alarms],
    ['error', of.errors, words.errors],
    ['warn', of.warnings, words.warnings],
  ] as const
  return (
    <span className={styles['counts']}>
      {shapes.map(([severity, count, name]) =>
        count === 0 ? null : (
          <span key={severity} className={styles['count']} title={name(formatNumber(count))}>
            <SeverityShape severity={severity} silent />
            <span aria-hidden="true">{formatNumber(count)}</span>
            <span className="spoken">{name(formatNumber(count))}</span>
          </span>
        ),
      )}
      <span className={styles['events']}>{words.events(of.events, formatNumber(of.events))}</span>
    </span>
  )
}

export function Completeness({ delivery }: { readonly delivery: FoundCall['delivery'] }) {
  const { messages, formatNumber } = useLanguage()
  const { row: words } = messages.find
  const missing = delivery.highest - delivery.stored
  if (delivery.ratio === null) return <span className={styles['complete']}>{words.noCount}</span>
  if (missing === 0) return <span className={styles['complete']}>{words.complete}</span>
  return (
    <span className={`${styles['complete']} ${styles['holes']}`}>
      {words.incomplete(shareText(delivery.ratio, formatNumber), formatNumber(missing))}
    </span>
  )
}

export function Matched({ by }: { readonly by: readonly string[] }) {
  const { messages, language } = useLanguage()
  const { matched, row: words } = messages.find
  const names = by.flatMap((it) => (Object.hasOwn(matched, it) ? [matched[it as keyof typeof matched]] : []))
  if (names.length === 0) return null
  return (
    <span className={styles['matched']}>{words.matched(names.join(language === 'zh' ? '、' : ', '))}</span>
  )
}
