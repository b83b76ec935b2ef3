import { useParams } from '@tanstack/react-router'
import { fieldTerm } from '#protocol/query-lang/field-term.ts'
import { SessionHeader } from '../features/dashboard/SessionHeader.tsx'
import { Workspace } from './Workspace.tsx'

export function SessionRoute() {
  const { id } = useParams({ from: '/session/$id' })
  return <Workspace scope={fieldTerm('session', id)} header={<SessionHeader id={id} />} />
}
