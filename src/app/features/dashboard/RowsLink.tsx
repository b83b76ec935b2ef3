import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { DEFAULT_VIEW, printView, type LogsView } from '#protocol/permalink/logs-view.ts'
import type { TimeRange } from '#protocol/permalink/time-range.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import type { RowsTarget } from './light-rows.ts'

interface Props {
  readonly target: RowsTarget
  readonly className?: string | undefined
  readonly title?: string
  readonly children: ReactNode
}

/** A link to the rows that a fact rests on; on the page of the call itself it only narrows the list. */
export function RowsLink({ target, className, title, children }: Props) {
  const { view, zone } = useWorkspace()
  const search = printView(viewOf(target, view, zone))
  const more = {
    ...(className === undefined ? {} : { className }),
    ...(title === undefined ? {} : { title }),
  }
  return target.page === 'call' ? (
    <Link to="/call/$id" params={{ id: target.id }} search={search} {...more}>
      {children}
    </Link>
  ) : (
    <Link to="/session/$id" params={{ id: target.id }} search={search} {...more}>
      {children}
    </Link>
  )
}

function viewOf({ page, query, from, to, row }: RowsTarget, view: LogsView, zone: string): LogsView {
  const range: TimeRange = {
    ...(from === undefined ? {} : { from: { kind: 'at', at: from } }),
    ...(to === undefined ? {} : { to: { kind: 'at', at: to } }),
  }
  const shown = { query, range, ...(row === undefined ? {} : { row }) }
  if (page === 'session') return { ...DEFAULT_VIEW, order: 'asc', zone, ...shown }
  const { row: _open, anchor: _anchor, ...kept } = view
  return { ...kept, ...shown }
}
