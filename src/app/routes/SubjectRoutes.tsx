import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { DEFAULT_VIEW, printView, readView, type ViewParams } from '#protocol/permalink/logs-view.ts'
import { fieldTerm } from '#protocol/query-lang/field-term.ts'
import { joinQuery } from '#protocol/query-lang/join-query.ts'
import type { SubjectKind } from '../api/subjects.ts'
import { SubjectPage } from '../features/dashboard/subject/SubjectPage.tsx'
import { QueryBar } from '../features/narrow/QueryBar.tsx'
import { RangeBar } from '../features/narrow/RangeBar.tsx'
import { useMessages } from '../i18n/language.tsx'
import { WorkspaceProvider, type ChangeView } from '../state/workspace.tsx'
import { Notice } from '../ui/Notice.tsx'

export function AccountRoute() {
  const { id } = useParams({ from: '/account/$id' })
  return <SubjectRoute key={id} kind="account" id={id} />
}

export function StaffRoute() {
  const { id } = useParams({ from: '/staff/$id' })
  return <SubjectRoute key={id} kind="staff" id={id} />
}

export function DeviceRoute() {
  const { id } = useParams({ from: '/device/$id' })
  return <SubjectRoute key={id} kind="device" id={id} />
}

interface Props {
  readonly kind: SubjectKind
  readonly id: string
}

/** The range stands in the address for all that the page shows; a query leads to the logs of the subject. */
function SubjectRoute({ kind, id }: Props) {
  const messages = useMessages()
  const params: ViewParams = useSearch({ strict: false })
  const read = useMemo(() => readView(params), [params])
  const scope = fieldTerm(kind, id)
  const change = useChangeSubject(scope)
  if (!read.ok) return <Notice tone="error" title={messages.workspace.newerLink} />
  return (
    <WorkspaceProvider scope={scope} view={read.view} change={change}>
      <SubjectPage kind={kind} id={id} queryBar={<QueryBar />} rangeBar={<RangeBar />} />
    </WorkspaceProvider>
  )
}

function useChangeSubject(scope: string): ChangeView {
  const navigate = useNavigate()
  const params: ViewParams = useSearch({ strict: false })
  return useCallback<ChangeView>(
    (patch, how) => {
      const read = readView(params)
      if (!read.ok) return
      const entries = Object.entries({ ...read.view, ...patch }).filter(([, value]) => value !== undefined)
      const view = { ...DEFAULT_VIEW, ...Object.fromEntries(entries) }
      const isLeaving = patch.query !== undefined && patch.query !== ''
      if (isLeaving) {
        const query = joinQuery(scope, view.query)
        void navigate({ to: '/logs', search: printView({ ...view, query }) })
        return
      }
      const { outcome, reason } = params
      const chosen = {
        ...(outcome === undefined ? {} : { outcome }),
        ...(reason === undefined ? {} : { reason }),
      }
      void navigate({ to: '.', search: { ...printView(view), ...chosen }, replace: how === 'replace' })
    },
    [navigate, params, scope],
  )
}
