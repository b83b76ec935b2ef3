import { useQuery } from '@tanstack/react-query'
import type { RowCount } from '../api/row-source.ts'
import { MICROS_PER_MILLI } from '#protocol/time.ts'
import { useEffect } from 'react'
import { useLanguage } from '../i18n/language.tsx'
import { setStatusParts } from '../state/status-line.ts'
import { useWorkspace, useWorkspaceState } from '../state/workspace.tsx'
import { readableText } from '../ui/readable-text.ts'

/** Tells the status bar what the workspace shows. */
export function WorkspaceStatus() {
  const { messages, formatNumber } = useLanguage()
  const words = messages.frame.status
  const { scope, zone, rows } = useWorkspace()
  const source = rows.status === 'open' ? rows.source : rows.previous
  const visibleFrom = useWorkspaceState((it) => it.visible?.from)
  // Asked by the query box, which can also cancel it; here it is only read.
  const { data: count } = useQuery<RowCount>({ queryKey: ['row-count', source?.key], enabled: false })
  const total = count && words.rowCount(formatNumber(count.count), count.count)
  const shown = total && count.shortfall ? words.rowsAtLeast(total) : total
  const queryTime = count && words.millis(formatNumber(Math.max(1, Math.round(count.millis))))
  const zoneAt = visibleFrom === undefined ? undefined : Math.floor(visibleFrom / MICROS_PER_MILLI)
  useEffect(() => {
    setStatusParts({
      scope: scope === '' ? words.everything : readableText(scope),
      zone,
      zoneAt,
      rows: shown,
      snapshot: source && String(source.asOf),
      queryTime,
    })
  }, [scope, zone, zoneAt, shown, source, queryTime, words])
  useEffect(
    () => () =>
      setStatusParts({
        scope: undefined,
        zone: undefined,
        zoneAt: undefined,
        rows: undefined,
        snapshot: undefined,
        queryTime: undefined,
      }),
    [],
  )
  return null
}
