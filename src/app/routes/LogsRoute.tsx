import { useNavigate, useSearch } from '@tanstack/react-router'
import { LogsPage } from '../features/logs/LogsPage.tsx'

export function LogsRoute() {
  const { q = '' } = useSearch({ from: '/logs' })
  const navigate = useNavigate({ from: '/logs' })
  return <LogsPage query={q} onRun={(next) => void navigate({ search: next === '' ? {} : { q: next } })} />
}
