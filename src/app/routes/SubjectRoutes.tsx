import { useParams } from '@tanstack/react-router'
import { SubjectPage } from '../features/dashboard/SubjectPage.tsx'

export function AccountRoute() {
  const { id } = useParams({ from: '/account/$id' })
  return <SubjectPage kind="account" id={id} />
}

export function StaffRoute() {
  const { id } = useParams({ from: '/staff/$id' })
  return <SubjectPage kind="staff" id={id} />
}

export function DeviceRoute() {
  const { id } = useParams({ from: '/device/$id' })
  return <SubjectPage kind="device" id={id} />
}
