import { FileHeader } from '../features/open-file/FileHeader.tsx'
import { OpenFilePage } from '../features/open-file/OpenFilePage.tsx'
import { useOpenedFile } from '../state/opened-file.ts'
import { Workspace } from './Workspace.tsx'

/** A file of this machine in the same workspace as everything else, with rows from a worker. */
export function OpenFileRoute() {
  const opened = useOpenedFile()
  if (opened.status !== 'open') return <OpenFilePage />
  return <Workspace scope="" header={<FileHeader />} origin={opened.origin} key={opened.origin.name} />
}
