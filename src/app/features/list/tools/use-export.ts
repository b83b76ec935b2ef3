import { useEffect, useRef, useState } from 'react'
import { ApiError } from '../../../api/client.ts'
import type { RowExportRequest } from '../../../api/row-export.ts'
import { useWorkspace } from '../../../state/workspace.tsx'
import type { ExportEnd, ExportProgress } from './run-export.ts'

export type ExportState =
  | { readonly kind: 'ready' }
  | ({ readonly kind: 'running' } & ExportProgress)
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly reason: string }
  | ExportEnd

export interface Export {
  readonly state: ExportState
  readonly start: (request: RowExportRequest) => void
  readonly stop: () => void
  readonly reset: () => void
}

const EXTENSIONS: Readonly<Record<RowExportRequest['format'], string>> = {
  ndjson: 'ndjson',
  csv: 'csv',
  text: 'txt',
}

/** One export of the list at its snapshot. It goes on while its dialog is closed, and ends with the page. */
export function useExport(): Export {
  const { rows } = useWorkspace()
  const source = rows.status === 'open' ? rows.source : undefined
  const [state, setState] = useState<ExportState>({ kind: 'ready' })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  const run = async (request: RowExportRequest): Promise<void> => {
    if (!source) return
    const [{ runExport }, { openFileSink }] = await Promise.all([
      import('./run-export.ts'),
      import('./save-stream.ts'),
    ])
    const sink = await openFileSink(`clueline-${stamp()}.${EXTENSIONS[request.format]}`)
    if (!sink) return
    const controller = new AbortController()
    running.current = controller
    const { signal } = controller
    setState({ kind: 'running', rows: undefined, total: undefined, bytes: 0 })
    try {
      const exported = await source.exported(request, signal)
      const end = await runExport(
        exported,
        sink,
        (progress) => signal.aborted || setState({ kind: 'running', ...progress }),
        signal,
      )
      setState(end)
    } catch (cause) {
      if (signal.aborted) return setState({ kind: 'stopped' })
      await sink.discard()
      if (!(cause instanceof ApiError)) throw cause
      setState({ kind: 'failed', reason: cause.detail ?? cause.message })
    }
  }
  return {
    state,
    start: (request) => void run(request),
    stop: () => running.current?.abort(),
    reset: () => setState({ kind: 'ready' }),
  }
}

/** `20260501T100730`: sorts, and is allowed in every file name. */
const stamp = () => new Date().toISOString().replaceAll(/[-:]|\.\d+Z/g, '')
