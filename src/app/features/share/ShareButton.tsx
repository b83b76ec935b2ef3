import { Link2 } from 'lucide-react'
import { frozenView } from '#protocol/permalink/frozen-view.ts'
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
    const copied = await copyLink(href, document.title)
    const what = frozen.row ? messages.share.copiedRow : messages.share.copiedList
    flashStatus(copied ? (isLocal ? `${what} ${messages.share.localOnly}` : what) : messages.share.refused)
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
