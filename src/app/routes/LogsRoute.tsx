import { Workspace } from './Workspace.tsx'

export function LogsRoute() {
  return <Workspace scope="" />
}
