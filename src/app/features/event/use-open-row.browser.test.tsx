import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { IngestPosition, Seq, SessionId } from '#protocol/ids.ts'
import { DEFAULT_VIEW } from '#protocol/permalink/logs-view.ts'
import { aStoredEvent } from '#testing/builders/event.ts'
import type { RowOrigin, RowSource } from '../../api/row-source.ts'
import { WorkspaceProvider } from '../../state/workspace.tsx'
import { useOpenRow } from './use-open-row.ts'

/** One place with the one row, whose payload says where it is from. */
function place(name: string): RowOrigin {
  const source = {
    key: name,
    asOf: 1 as IngestPosition,
    row: () => Promise.resolve({ event: aStoredEvent({}), payload: `from ${name}` }),
  }
  return { name, open: () => Promise.resolve(source as unknown as RowSource) }
}

function Shown() {
  const row = useOpenRow({ session: 's' as SessionId, seq: 1 as Seq })
  return <p>{row.status === 'shown' ? row.payload : ''}</p>
}

test('a row of the server is never shown as a file of this page holds it, with what the server masks', async () => {
  const client = new QueryClient()
  const at = (origin: RowOrigin) => (
    <QueryClientProvider client={client}>
      <WorkspaceProvider scope="" view={DEFAULT_VIEW} change={() => undefined} origin={origin}>
        <Shown />
      </WorkspaceProvider>
    </QueryClientProvider>
  )
  const screen = await render(at(place('file 1')))
  await expect.element(page.getByText('from file 1')).toBeVisible()
  await screen.rerender(at(place('server')))
  await expect.element(page.getByText('from server')).toBeVisible()
})
