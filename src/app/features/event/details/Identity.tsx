import type { StoredEvent } from '#protocol/event.ts'
import { KIND_LABELS, VIA_LABELS } from '#protocol/vocabulary/labels.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { useValueActions } from '../../../state/use-value-actions.ts'
import { Value } from '../../../ui/Value.tsx'
import { Fact, Facts, Section } from './Section.tsx'

/** What names the event for ever, and how it came. */
export function Identity({ event }: { readonly event: StoredEvent }) {
  const { language, messages, formatNumber } = useLanguage()
  const actionsOf = useValueActions()
  const { facts } = messages.event
  const { seq, via, kind, ingest, epoch } = event
  return (
    <Section title={messages.event.sections.identity}>
      <Facts>
        <Fact name={facts.seq} hint="seq">
          <Value
            text={String(seq)}
            label={facts.seq}
            actions={actionsOf({ name: 'seq', value: String(seq) })}
          >
            {formatNumber(seq)}
          </Value>
        </Fact>
        <Fact name={facts.via} hint={via}>
          <Value text={via} label={facts.via} actions={actionsOf({ name: 'via', value: via })}>
            {VIA_LABELS[via][language]}
          </Value>
        </Fact>
        <Fact name={facts.kind}>{KIND_LABELS[kind][language]}</Fact>
        <Fact name={facts.ingest} hint="ingest">
          {formatNumber(ingest)}
        </Fact>
        <Fact name={facts.epoch} hint="epoch">
          {formatNumber(epoch)}
        </Fact>
      </Facts>
    </Section>
  )
}
