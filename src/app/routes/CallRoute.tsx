import { useParams } from '@tanstack/react-router'
import { fieldTerm } from '#protocol/query-lang/field-term.ts'
import { useCall } from '../api/calls.ts'
import { CallHeader } from '../features/dashboard/CallHeader.tsx'
import { useDeliveryStatus } from './delivery-status.ts'
import { Workspace } from './Workspace.tsx'

export function CallRoute() {
  const { id } = useParams({ from: '/call/$id' })
  const { data: call } = useCall(id)
  useDeliveryStatus(call?.delivery, undefined)
  // Another call is another workspace: nothing of the one before (cursor, isolation, place) means anything in it.
  return <Workspace key={id} scope={fieldTerm('callid', id)} header={<CallHeader id={id} />} />
}
