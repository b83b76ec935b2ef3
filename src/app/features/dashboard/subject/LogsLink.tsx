import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { DEFAULT_VIEW, printView } from '#protocol/permalink/logs-view.ts'
import { joinQuery } from '#protocol/query-lang/join-query.ts'
import type { Micros } from '#protocol/time.ts'
import { useWorkspace } from '../../../state/workspace.tsx'

interface Props {
  /** Beside the subject itself; empty: everything of it. */
  readonly query: string
  /** Absent: the range of the page, as the address has it. */
  readonly from?: Micros
  readonly to?: Micros
  readonly title?: string
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** The rows that a number of the page counts. */
export function LogsLink({ query, from, to, title, className, children }: Props) {
  const { scope, view, zone } = useWorkspace()
  const range =
    from === undefined || to === undefined
      ? view.range
      : { from: { kind: 'at', at: from } as const, to: { kind: 'at', at: to } as const }
  const search = printView({ ...DEFAULT_VIEW, query: joinQuery(scope, query), range, zone })
  return (
    <Link
      to="/logs"
      search={search}
      {...(title === undefined ? {} : { title })}
      {...(className === undefined ? {} : { className })}
    >
      {children}
    </Link>
  )
}
