import { Code } from 'lucide-react'
import { maskedView } from '#protocol/permalink/frozen-view.ts'
import { printView } from '#protocol/permalink/logs-view.ts'
import { printSearchParams } from '#protocol/search-params.ts'
import { useMe } from '../../api/access.ts'
import type { Call } from '../../api/calls.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { flashStatus } from '../../state/status-line.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import { Button } from '../../ui/Button.tsx'
import { copyText } from '../../ui/copy-text.ts'
import { developerText } from './developer-text.ts'
import type { CallReading } from './read-call.ts'

interface Props {
  readonly call: Call
  readonly reading: CallReading
}

export function CopyForDevelopers({ call, reading }: Props) {
  const { messages, language, formatNumber } = useLanguage()
  const { view, zone } = useWorkspace()
  const me = useMe()
  const texts = messages.dashboard.copy
  const copy = async () => {
    const { row: _open, anchor: _anchor, ...kept } = view
    const at = reading.turningPoint
    const shown = { ...kept, query: '', zone, ...(at ? { row: { session: at.session, seq: at.seq } } : {}) }
    const base = (me?.publicUrl ?? location.origin).replace(/\/$/, '')
    const href = `${base}/call/${encodeURIComponent(call.callid)}${printSearchParams(printView(maskedView(shown)))}`
    const text = developerText(call, reading, { href, zone, messages, language, formatNumber })
    flashStatus((await copyText(text)) ? texts.developersCopied : texts.refused)
  }
  return (
    <Button size="small" onClick={() => void copy()}>
      <Code size={14} aria-hidden="true" />
      {texts.developers}
    </Button>
  )
}
