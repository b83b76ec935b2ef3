import { useMessages } from '../i18n/language.tsx'
import { Workspace } from './Workspace.tsx'

export function LogsRoute() {
  const messages = useMessages()
  // The list says by itself what it is; a heading is for those who move from heading to heading.
  return <Workspace scope="" header={<h1 className="spoken">{messages.frame.nav.logs}</h1>} />
}
