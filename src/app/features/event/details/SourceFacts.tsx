import type { StoredEvent } from '#protocol/event.ts'
import { SOURCE_TYPES } from '#protocol/vocabulary/source-types.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { useValueActions } from '../../../state/use-value-actions.ts'
import { useWorkspace, useWorkspaceState } from '../../../state/workspace.tsx'
import { Value } from '../../../ui/Value.tsx'
import { OtherHalf } from './OtherHalf.tsx'
import { Fact, Facts, Section } from './Section.tsx'
import styles from './details.module.css'

/** The object the event belongs to, what that belongs to, and the other half of its pair. */
export function SourceFacts({ event }: { readonly event: StoredEvent }) {
  const { language, messages } = useLanguage()
  const { store } = useWorkspace()
  const actionsOf = useValueActions()
  const isolated = useWorkspaceState((state) => state.isolated)
  const { source, span, session, phase } = event
  if (source === undefined && span === undefined && phase === 'none') return null
  const { facts } = messages.event
  const words = messages.event.source
  const isIsolated = isolated?.session === session && isolated.source === source?.id
  return (
    <Section
      title={messages.event.sections.source}
      aside={
        source ? (
          <button
            type="button"
            className={styles['quiet-button']}
            aria-pressed={isIsolated}
            onClick={() =>
              store.setState({ isolated: isIsolated ? undefined : { session, source: source.id } })
            }
          >
            {isIsolated ? words.unIsolate : words.isolate}
          </button>
        ) : undefined
      }
    >
      <Facts>
        {source?.name === undefined ? null : (
          <Fact name={facts.source}>
            <Value
              text={source.name}
              label={facts.source}
              actions={actionsOf({ name: 'source.name', value: source.name })}
            />
          </Fact>
        )}
        {source ? (
          <Fact name={facts.sourceType} hint={source.type}>
            <Value
              text={source.type}
              label={facts.sourceType}
              actions={actionsOf({ name: 'source.type', value: source.type })}
            >
              {SOURCE_TYPES.get(source.type)?.label[language]}
            </Value>
          </Fact>
        ) : null}
        {source ? (
          <Fact name={facts.sourceId}>
            <Value
              mono
              text={source.id}
              label={facts.sourceId}
              actions={actionsOf({ name: 'source.id', value: source.id })}
            />
          </Fact>
        ) : null}
        {source?.parent === undefined ? null : (
          <Fact name={facts.parent}>
            <Value
              mono
              text={source.parent}
              label={facts.parent}
              actions={actionsOf({ name: 'source.id', value: source.parent })}
            />
          </Fact>
        )}
        {span === undefined ? null : (
          <Fact name={facts.span}>
            <Value mono text={span} label={facts.span} actions={actionsOf({ name: 'span', value: span })} />
          </Fact>
        )}
        {phase === 'none' ? null : <OtherHalf event={event} phase={phase} />}
      </Facts>
    </Section>
  )
}
