import { afterEach, expect, test, vi } from 'vitest'
import { checkBuild, ignoreNewer, useConnection } from './connection.ts'

afterEach(() => vi.unstubAllGlobals())

test('a newer viewer that was put off is not offered again by every look at the server', async () => {
  const page = '<script type="module" crossorigin src="/assets/another-build.js"></script>'
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(page)))
  const own = document.createElement('script')
  own.type = 'module'
  own.src = 'data:text/javascript,'
  document.head.prepend(own)
  await checkBuild()
  expect(useConnection.getState().isNewerServed).toBe(true)
  ignoreNewer()
  await checkBuild()
  expect(useConnection.getState().isNewerServed).toBe(false)
  own.remove()
})
