import type { CDPSession } from 'playwright'

/** MiB of JavaScript heap in use, after a collection: what the tab holds on to. */
export async function heapMiB(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 2 ** 20
}
