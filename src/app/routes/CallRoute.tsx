import { useParams } from '@tanstack/react-router'
import { fieldTerm } from '#protocol/query-lang/field-term.ts'
import { CallHeader } from '../features/dashboard/CallHeader.tsx'
import { Workspace } from './Workspace.tsx'

export function CallRoute() {
  const { id } = useParams({ from: '/call/$id' })
  return <Workspace scope={fieldTerm('callid', id)} header={<CallHeader id={id} />} />
}
