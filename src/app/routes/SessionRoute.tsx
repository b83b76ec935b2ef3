import { useParams } from '@tanstack/react-router'
import { isSessionId } from '#protocol/ids.ts'
import { fieldTerm } from '#protocol/query-lang/field-term.ts'
import { useSessionCard } from '../api/session-card.ts'
import { SessionHeader } from '../features/dashboard/SessionHeader.tsx'
import { useDeliveryStatus } from './delivery-status.ts'
import { Workspace } from './Workspace.tsx'

export function SessionRoute() {
  const { id } = useParams({ from: '/session/$id' })
  const { data: card } = useSessionCard(isSessionId(id) ? id : undefined)
  useDeliveryStatus(card?.delivery, card?.record.zone)
  return <Workspace key={id} scope={fieldTerm('session', id)} header={<SessionHeader id={id} />} />
}
