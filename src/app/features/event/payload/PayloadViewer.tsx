import { viewsOf, type PayloadView } from '#analysis/payload/payload-views.ts'
import { useMemo, useState } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { useCommands } from '../../../state/commands.ts'
import { useValueActions, type ActionsOfValue } from '../../../state/use-value-actions.ts'
import { CandidatesView } from './CandidatesView.tsx'
import { HeadersView } from './HeadersView.tsx'
import { HexView } from './HexView.tsx'
import { JsonList } from './JsonList.tsx'
import { JsonTable } from './JsonTable.tsx'
import { JsonTree, type JsonProps } from './JsonTree.tsx'
import { NetLogView } from './NetLogView.tsx'
import { SdpView } from './SdpView.tsx'
import { StackView } from './StackView.tsx'
import { TextView } from './TextView.tsx'
import { useJson } from './use-json.ts'
import styles from './payload.module.css'

interface Props {
  readonly text: string
  readonly event: StoredEvent
  /** True: the text is a value within the payload. */
  readonly isPart: boolean
  readonly onOpen: (path: string, text: string) => void
}

/** A payload in the view that fits its content; others are a press away, the raw text is on `v`. */
export function PayloadViewer({ text, event, isPart, onOpen }: Props) {
  const messages = useMessages()
  const words = messages.event.payload
  const actionsOf = useValueActions()
  const views = useMemo(
    () => viewsOf(text, isPart ? { ...event, form: 'data' } : event),
    [text, event, isPart],
  )
  const [chosen, setChosen] = useState<PayloadView>()
  const [fallback = 'text'] = views
  const view = chosen !== undefined && views.includes(chosen) ? chosen : fallback
  useCommands([
    {
      id: 'event.raw',
      title: view === 'text' ? words.notRaw : words.raw,
      keys: ['v'],
      group: messages.event.group,
      run: () => setChosen(view === 'text' ? fallback : 'text'),
    },
  ])
  return (
    <>
      <fieldset className={styles['views']} aria-label={words.view}>
        {views.map((it) => (
          <button
            key={it}
            type="button"
            className={styles['view']}
            aria-pressed={it === view}
            onClick={() => setChosen(it)}
          >
            {words.views[it]}
          </button>
        ))}
      </fieldset>
      <View
        view={view}
        text={text}
        event={isPart ? undefined : event}
        actionsOf={actionsOf}
        onOpen={onOpen}
      />
    </>
  )
}

interface ViewProps {
  readonly view: PayloadView
  readonly text: string
  readonly event: StoredEvent | undefined
  readonly actionsOf: ActionsOfValue
  readonly onOpen: (path: string, text: string) => void
}

function View({ view, text, event, actionsOf, onOpen }: ViewProps) {
  switch (view) {
    case 'sdp':
      return <SdpView text={text} event={event} />
    case 'candidates':
      return <CandidatesView text={text} actionsOf={actionsOf} />
    case 'stack':
      return <StackView text={text} />
    case 'headers':
      return <HeadersView text={text} actionsOf={actionsOf} onOpen={onOpen} />
    case 'netlog':
    case 'table':
    case 'tree':
    case 'list':
      return <JsonView view={view} text={text} actionsOf={actionsOf} onOpen={onOpen} />
    case 'text':
      return <TextView text={text} />
    case 'hex':
      return <HexView text={text} />
    default: {
      const never: never = view
      return never
    }
  }
}

const JSON_VIEWS = { netlog: NetLogView, table: JsonTable, tree: JsonTree, list: JsonList } as const

interface JsonViewProps extends Omit<JsonProps, 'index' | 'reader'> {
  readonly view: keyof typeof JSON_VIEWS
}

function JsonView({ view, ...props }: JsonViewProps) {
  const words = useMessages().event.payload
  const json = useJson(props.text)
  if (json.status === 'reading') return <p className={styles['note']}>{words.reading}</p>
  if (json.status === 'failed') return <p className={styles['note']}>{words.readFailed}</p>
  const Chosen = JSON_VIEWS[view]
  return <Chosen {...props} index={json.index} reader={json.reader} />
}
