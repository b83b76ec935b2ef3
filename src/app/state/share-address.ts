import { printView, type LogsView } from '#protocol/permalink/logs-view.ts'
import { printSearchParams } from '#protocol/search-params.ts'

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

interface ShareAddress {
  readonly href: string
  /** Nobody else can open it: the server is reached under a name of this machine only. */
  readonly isLocal: boolean
}

/** The address of a page with its view, under the server's public name where it has one. */
export function shareAddress(
  origin: string,
  publicUrl: string | undefined,
  path: string,
  view: LogsView,
): ShareAddress {
  const base = new URL(publicUrl ?? origin)
  const folder = base.pathname.replace(/\/$/, '')
  return {
    href: `${base.origin}${folder}${path}${printSearchParams(printView(view))}`,
    isLocal: LOOPBACK.test(base.hostname),
  }
}
