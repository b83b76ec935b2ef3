import { create } from 'zustand'
import type { RowOrigin } from '../api/row-source.ts'
import { openLocalFile, type LocalFile } from '../workers/worker-row-source.ts'

/** The file that is open in this page, and in this page only: nothing of it is sent anywhere. */
export type OpenedFile =
  | { readonly status: 'none' }
  | { readonly status: 'reading'; readonly name: string; readonly bytes: number; readonly total: number }
  | { readonly status: 'open'; readonly name: string; readonly file: LocalFile; readonly origin: RowOrigin }
  /** `problem`: what happened and what to do, in English. */
  | { readonly status: 'failed'; readonly name: string; readonly problem: string }

export const useOpenedFile = create<OpenedFile>()(() => ({ status: 'none' }))

let reading: AbortController | undefined
let opened = 0

/** Reads a file in a worker; the one that was open before is closed. */
export async function openFile(chosen: File): Promise<void> {
  closeFile()
  const mine = new AbortController()
  reading = mine
  const { name, size: total } = chosen
  const show = (state: OpenedFile) => {
    if (!mine.signal.aborted) useOpenedFile.setState(state, true)
  }
  show({ status: 'reading', name, bytes: 0, total })
  try {
    const result = await openLocalFile(
      chosen,
      (bytes) => show({ status: 'reading', name, bytes, total }),
      mine.signal,
    )
    if (!result.ok) return show({ status: 'failed', name, problem: result.error.detail })
    const file = result.value
    if (mine.signal.aborted) return file.close()
    const origin: RowOrigin = {
      name: `file ${(opened += 1)}`,
      open: (scope) => Promise.resolve(file.rows(scope)),
    }
    return show({ status: 'open', name, file, origin })
  } catch (cause) {
    return show({ status: 'failed', name, problem: cause instanceof Error ? cause.message : String(cause) })
  }
}

/** Ends the reading, or frees what is open. */
export function closeFile(): void {
  reading?.abort()
  reading = undefined
  const state = useOpenedFile.getState()
  if (state.status === 'open') state.file.close()
  useOpenedFile.setState({ status: 'none' }, true)
}
