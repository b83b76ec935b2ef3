import { useState } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { useWorkspace } from '../../../state/workspace.tsx'
import { Button } from '../../../ui/Button.tsx'
import { ContextList } from './ContextList.tsx'
import { termsOf } from './query-terms.ts'
import styles from './context.module.css'

/** What happened around the open row in its session: without the filter, or with the terms that are kept. */
export function ContextPane({ event }: { readonly event: StoredEvent }) {
  const words = useMessages().event.context
  const { view, query, change, store } = useWorkspace()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const terms = termsOf(query)
  const kept = terms.filter((term) => chosen.has(term))
  const toggle = (term: string) => {
    const next = new Set(chosen)
    if (!next.delete(term)) next.add(term)
    setChosen(next)
  }
  const { session, seq, ts } = event
  const showInList = () => {
    change({ query: '', row: { session, seq } }, 'push')
    store.setState({ goal: { kind: 'event', at: { session, seq, ts } } })
  }
  return (
    <div className={styles['pane']}>
      <div className={styles['head']}>
        {terms.length === 0 ? (
          <span className={styles['note']}>{words.wholeSession}</span>
        ) : (
          <fieldset className={styles['terms']} aria-label={words.keep}>
            <span className={styles['note']}>{words.keep}</span>
            {terms.map((term) => (
              <button
                key={term}
                type="button"
                className={styles['term']}
                aria-pressed={chosen.has(term)}
                title={chosen.has(term) ? words.drop(term) : words.keepTerm(term)}
                onClick={() => toggle(term)}
              >
                <code>{term}</code>
              </button>
            ))}
          </fieldset>
        )}
        {view.query === '' ? null : (
          <Button size="small" look="quiet" onClick={showInList}>
            {words.showInList}
          </Button>
        )}
      </div>
      <ContextList key={kept.join(' ')} event={event} kept={kept.join(' ')} />
    </div>
  )
}
