import { frozenView } from '#protocol/permalink/frozen-view.ts'
import { eventTypeOf } from '#protocol/vocabulary/lookup.ts'
import { useMe } from '../../../api/access.ts'
import { SERVER } from '../../../api/server-row-source.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { shareAddress } from '../../../state/share-address.ts'
import { flashStatus } from '../../../state/status-line.ts'
import { useWorkspace } from '../../../state/workspace.tsx'
import { copyText } from '../../../ui/copy-text.ts'
import { showFailure } from '../../../ui/toast.ts'
import { timeFormatter } from '../../../ui/time-text.ts'
import { sourceText } from '../source-text.ts'
import { useRowSource, type OpenRow } from '../use-open-row.ts'
import { eventAsMarkdown } from './event-markdown.ts'
import { eventAsJson, eventAsText } from './event-text.ts'

export const COPY_FORMS = ['copyText', 'copyJson', 'copyMarkdown'] as const
export type CopyForm = (typeof COPY_FORMS)[number]

/** Puts the open row on the clipboard; undefined while there is nothing whole to copy. */
export function useCopyEvent(row: OpenRow): ((form: CopyForm) => void) | undefined {
  const { language, messages } = useLanguage()
  const { zone, view, origin } = useWorkspace()
  const me = useMe()
  const source = useRowSource()
  if (row.status !== 'shown' || row.payload === undefined) return undefined
  const { event, payload } = row
  const { facts, actions } = messages.event
  const copied = { event, payload, time: timeFormatter(zone)(event.ts).full }

  const link = () => {
    const { from, to } = source?.scope ?? {}
    const frozen = frozenView(view, {
      range: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
      asOf: source?.asOf ?? event.ingest,
      zone,
      cursor: event,
    })
    return shareAddress(location.origin, me?.publicUrl, location.pathname, frozen).href
  }
  const texts: Readonly<Record<CopyForm, () => readonly [text: string, said: string]>> = {
    copyText: () => [eventAsText(copied), actions.copiedText],
    copyJson: () => [eventAsJson(copied), actions.copiedJson],
    copyMarkdown: () => [
      eventAsMarkdown({
        ...copied,
        title: eventTypeOf(event.category, event.name).label[language],
        source: event.source && sourceText(event.source),
        link: origin === SERVER ? link() : undefined,
        words: { ...facts, link: actions.openIn },
      }),
      actions.copiedMarkdown,
    ],
  }
  return (form) => {
    const [text, said] = texts[form]()
    void copyText(text).then((done) =>
      done ? flashStatus(actions.copied(said)) : showFailure({ title: messages.value.copyFailed }),
    )
  }
}
