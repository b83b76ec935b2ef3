import { eventTypeOf } from '#protocol/vocabulary/lookup.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { flashStatus } from '../../../state/status-line.ts'
import { useWorkspace } from '../../../state/workspace.tsx'
import { copyText } from '../../../ui/copy-text.ts'
import { timeFormatter } from '../../../ui/time-text.ts'
import { sourceText } from '../source-text.ts'
import type { OpenRow } from '../use-open-row.ts'
import { eventAsMarkdown } from './event-markdown.ts'
import { eventAsJson, eventAsText } from './event-text.ts'

export const COPY_FORMS = ['copyText', 'copyJson', 'copyMarkdown'] as const
export type CopyForm = (typeof COPY_FORMS)[number] | 'link'

/** Puts the open row on the clipboard; undefined while there is nothing whole to copy. */
export function useCopyEvent(row: OpenRow): ((form: CopyForm) => void) | undefined {
  const { language, messages } = useLanguage()
  const { zone } = useWorkspace()
  if (row.status !== 'shown' || row.payload === undefined) return undefined
  const { event, payload } = row
  const { facts, actions } = messages.event
  const copied = { event, payload, time: timeFormatter(zone)(event.ts).full }
  const link = window.location.href
  const texts: Readonly<Record<CopyForm, () => readonly [text: string, said: string]>> = {
    copyText: () => [eventAsText(copied), actions.copiedText],
    copyJson: () => [eventAsJson(copied), actions.copiedJson],
    copyMarkdown: () => [
      eventAsMarkdown({
        ...copied,
        title: eventTypeOf(event.category, event.name).label[language],
        source: event.source && sourceText(event.source),
        link,
        words: { ...facts, link: messages.event.actions.openIn },
      }),
      actions.copiedMarkdown,
    ],
    link: () => [link, actions.copiedLink],
  }
  return (form) => {
    const [text, said] = texts[form]()
    void copyText(text).then((done) => flashStatus(done ? actions.copied(said) : messages.value.copyFailed))
  }
}
