import { Link2 } from 'lucide-react'
import { frozenView } from '#protocol/permalink/frozen-view.ts'
import type { LogsView } from '#protocol/permalink/logs-view.ts'
import { namesNumber, withMaskedNumbers } from '#protocol/query-lang/mask-numbers.ts'
import { useMe } from '../../api/access.ts'
import { useMessages } from '../../i18n/language.tsx'
import { useCommands } from '../../state/commands.ts'
import { flashStatus } from '../../state/status-line.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import { Button } from '../../ui/Button.tsx'
import { copyLink } from '../../ui/copy-link.ts'
import { shareAddress } from '../../state/share-address.ts'
import styles from './share.module.css'

/** Copies a link that opens exactly these rows, this row open, this zone; `c`. */
export function ShareButton() {
  const messages = useMessages()
  const me = useMe()
  const { view, zone, rows, store } = useWorkspace()
  const source = rows.status === 'open' ? rows.source : undefined
  const isLocal = shareAddress(location.origin, me?.publicUrl, '', view).isLocal

  const share = async () => {
    if (!source) return
    const { cursor } = store.getState()
    const { from, to } = source.scope
    const frozen = frozenView(view, {
      range: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
      asOf: source.asOf,
      zone,
      ...(cursor ? { cursor: cursor.event } : {}),
    })
    const { href } = shareAddress(location.origin, me?.publicUrl, location.pathname, frozen)
    const copied = await copyLink(href, withMaskedNumbers(document.title))
    const { copiedRow, copiedList, localOnly, masked, refused } = messages.share
    const said = [
      frozen.row ? copiedRow : copiedList,
      ...(holdsNumber(view) ? [masked] : []),
      ...(isLocal ? [localOnly] : []),
    ]
    flashStatus(copied ? said.join(' ') : refused)
  }
  useCommands([
    {
      id: 'share.copy-link',
      title: messages.share.copy,
      group: messages.share.group,
      keys: ['c'],
      enabled: source !== undefined,
      run: () => void share(),
    },
  ])
  return (
    <Button
      onClick={() => void share()}
      disabled={!source}
      title={
        isLocal ? `${messages.share.copy} (c). ${messages.share.localOnly}` : `${messages.share.copy} (c)`
      }
      className={styles['share'] ?? ''}
    >
      <Link2 size={14} aria-hidden="true" />
      {messages.share.button}
    </Button>
  )
}

const holdsNumber = ({ query, find = '', marks, beside }: LogsView) =>
  [query, find, ...marks.map((mark) => mark.query), ...beside].some(namesNumber)
