import { Link, useLocation, useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useLanguage } from '../../i18n/language.tsx'
import { flashStatus } from '../../state/status-line.ts'
import { isOver, useUploads } from '../../state/uploads.ts'
import styles from './data.module.css'
import { imported } from './imported-view.ts'

/** What goes on with files while another page is open; and what happens when the last of them is done. */
export function UploadTray() {
  const { messages, formatNumber } = useLanguage()
  const { upload: words } = messages.data
  const { uploads } = useUploads()
  const { pathname } = useLocation()
  useArrival()
  const open = uploads.filter((it) => !isOver(it))
  if (open.length === 0 || pathname === '/imports') return null
  const done = uploads.length - open.length
  return (
    <aside className={styles['tray']} aria-label={words.label}>
      <span>{words.tray(formatNumber(done + 1), formatNumber(uploads.length))}</span>
      <Link to="/imports">{words.show}</Link>
    </aside>
  )
}

/** One file that arrives while its page is still open leads to its events; whatever is shown elsewhere is asked anew. */
function useArrival(): void {
  const { messages, formatNumber } = useLanguage()
  const { upload: words } = messages.data
  const navigate = useNavigate()
  const router = useRouter()
  const client = useQueryClient()
  useEffect(
    () =>
      useUploads.subscribe(({ uploads }, before) => {
        const known = new Map(before.uploads.map((it) => [it.key, it.state.kind]))
        const arrived = uploads.flatMap(({ key, state }) =>
          state.kind === 'done' && known.get(key) === 'running' ? [state.entry] : [],
        )
        const [entry] = arrived
        if (!entry) return
        void client.invalidateQueries()
        flashStatus(words.flash(formatNumber(entry.stored)))
        const isAlone = uploads.length === 1
        const place = imported([entry])
        const isWaitedFor = router.state.location.pathname === '/imports'
        // What was refused or cut off should be read before anything else is shown.
        const isWhole = entry.rejected === 0 && !entry.truncated
        if (isAlone && isWaitedFor && isWhole && place) void navigate(place)
      }),
    [client, formatNumber, navigate, router, words],
  )
}
