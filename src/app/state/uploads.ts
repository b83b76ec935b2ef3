import { create } from 'zustand'
import type { ImportEntry } from '../api/imports.ts'
import { uploadFile, type UploadProblem } from '../api/upload.ts'

/** What becomes of a file that was dropped or chosen, as long as this page lives. */
export interface Upload {
  readonly key: number
  readonly name: string
  /** Bytes of the file. */
  readonly size: number
  /** Bytes that have left this browser. */
  readonly sent: number
  readonly state: UploadState
}

type UploadState =
  /** For those before it: the server reads one file of a browser at a time. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly entry: ImportEntry }
  | { readonly kind: 'failed'; readonly problem: UploadProblem }
  | { readonly kind: 'cancelled' }

interface Uploads {
  /** In the order in which they were given. */
  readonly uploads: readonly Upload[]
}

export const useUploads = create<Uploads>()(() => ({ uploads: [] }))

/** What a person can still follow; more must come by the command line. */
export const MAX_FILES = 200

const files = new Map<
  number,
  { readonly file: File; readonly salvage: boolean; readonly stop: AbortController }
>()
let lastKey = 0
let isWorking = false

export const isOver = ({ state }: Upload): boolean => state.kind !== 'waiting' && state.kind !== 'running'

/** Puts files into the queue. Returns their keys; those beyond `MAX_FILES` are left out. */
export function uploadFiles(chosen: readonly File[], salvage = false): readonly number[] {
  const room = MAX_FILES - useUploads.getState().uploads.filter((it) => !isOver(it)).length
  const added = chosen.slice(0, Math.max(0, room)).map((file): Upload => {
    lastKey += 1
    files.set(lastKey, { file, salvage, stop: new AbortController() })
    return { key: lastKey, name: file.name, size: file.size, sent: 0, state: { kind: 'waiting' } }
  })
  useUploads.setState(({ uploads }) => ({ uploads: [...uploads, ...added] }))
  void work()
  return added.map(({ key }) => key)
}

/** Breaks a file off, or takes it out of the queue. */
export function cancelUpload(key: number): void {
  const upload = useUploads.getState().uploads.find((it) => it.key === key)
  if (!upload || isOver(upload)) return
  files.get(key)?.stop.abort()
  if (upload.state.kind === 'waiting') settle(key, { kind: 'cancelled' })
}

/** Once more, from the beginning; with `salvage` the whole events before a fault are kept. */
export function retryUpload(key: number, salvage: boolean): void {
  const kept = files.get(key)
  if (!kept) return
  forgetUpload(key)
  uploadFiles([kept.file], salvage)
}

/** Takes one that is over off the list. */
export function forgetUpload(key: number): void {
  useUploads.setState(({ uploads }) => ({ uploads: uploads.filter((it) => it.key !== key || !isOver(it)) }))
  if (!useUploads.getState().uploads.some((it) => it.key === key)) files.delete(key)
}

function change(key: number, patch: Partial<Upload>): void {
  useUploads.setState(({ uploads }) => ({
    uploads: uploads.map((it) => (it.key === key ? { ...it, ...patch } : it)),
  }))
}

function settle(key: number, state: UploadState): void {
  change(key, { state })
  // A file that can be tried again is kept; what is done needs no memory.
  if (state.kind === 'done') files.delete(key)
}

/** Asks before the page goes away, since that would break the import off. */
function holdPage(event: BeforeUnloadEvent): void {
  event.preventDefault()
}

async function work(): Promise<void> {
  if (isWorking) return
  isWorking = true
  window.addEventListener('beforeunload', holdPage)
  try {
    for (let next = waiting(); next !== undefined; next = waiting()) {
      const { key } = next
      const job = files.get(key)
      if (!job) {
        settle(key, { kind: 'cancelled' })
        continue
      }
      change(key, { state: { kind: 'running' } })
      const outcome = await uploadFile({
        file: job.file,
        salvage: job.salvage,
        signal: job.stop.signal,
        onSent: (sent) => change(key, { sent }),
      })
      settle(key, outcome)
    }
  } finally {
    isWorking = false
    window.removeEventListener('beforeunload', holdPage)
  }
}

const waiting = () => useUploads.getState().uploads.find(({ state }) => state.kind === 'waiting')
