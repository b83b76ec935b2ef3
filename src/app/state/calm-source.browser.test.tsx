import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import type { IngestPosition } from '#protocol/ids.ts'
import { DEFAULT_VIEW, type LogsView } from '#protocol/permalink/logs-view.ts'
import { readTimeBound } from '#protocol/permalink/time-range.ts'
import type { RowOrigin, RowSource } from '../api/row-source.ts'
import { useCalmSource } from './calm-source.ts'
import {
  useWorkspace,
  WorkspaceProvider,
  type ChangeView,
  type ViewPatch,
  type Workspace,
} from './workspace.tsx'

/** Every opening is a newer snapshot; nothing else of a source is asked for here. */
function snapshots(): RowOrigin {
  let asOf = 0
  return {
    name: 'test',
    open: (scope) => {
      asOf += 1
      const source = { key: JSON.stringify([scope, asOf]), scope, asOf: asOf as IngestPosition }
      return Promise.resolve(source as unknown as RowSource)
    },
  }
}

async function show() {
  let calm: RowSource | undefined
  let workspace: Workspace | undefined
  const origin = snapshots()
  function Probe() {
    calm = useCalmSource()
    workspace = useWorkspace()
    return null
  }
  function App() {
    const [view, setView] = useState<LogsView>({ ...DEFAULT_VIEW, range: since('now-15m') })
    const [change] = useState<ChangeView>(
      () => (patch: ViewPatch) => setView((old) => ({ ...old, ...patch }) as LogsView),
    )
    return (
      <WorkspaceProvider scope="" view={view} change={change} origin={origin}>
        <Probe />
      </WorkspaceProvider>
    )
  }
  await render(
    <QueryClientProvider client={new QueryClient()}>
      <App />
    </QueryClientProvider>,
  )
  await vi.waitFor(() => expect(calm).toBeDefined())
  return { calm: () => calm?.asOf, workspace: () => workspace }
}

const since = (text: string) => {
  const from = readTimeBound(text)
  if (!from) throw new Error(`no time: ${text}`)
  return { from }
}

test('another range is followed at once, also from one that moves with the reader to another', async () => {
  const { calm, workspace } = await show()
  expect(calm()).toBe(1)
  workspace()?.change({ range: since('now-1h') }, 'push')
  await vi.waitFor(() => expect(calm()).toBe(2), { timeout: 1_000 })
  workspace()?.change({ range: since('now-6h') }, 'push')
  await vi.waitFor(() => expect(calm()).toBe(3), { timeout: 1_000 })
})

test('newer snapshots of the same list wait', async () => {
  const { calm, workspace } = await show()
  workspace()?.change({ range: since('now-1h') }, 'push')
  await vi.waitFor(() => expect(calm()).toBe(2))
  await workspace()?.rows.reopen()
  await vi.waitFor(() => expect(workspace()?.rows).toHaveProperty('source.asOf', 3))
  expect(calm()).toBe(2)
})
