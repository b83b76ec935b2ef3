import { readFileSync } from 'node:fs'
import { childrenOf, startServerProcess } from '#testing/running-server.ts'

export interface BenchServer {
  readonly origin: string
  /** Resident memory of the server and of its engine, MiB. NaN where /proc is not to be had. */
  memory(): { readonly server: number; readonly engine: number }
  stop(): Promise<void>
}

function residentMiB(pid: number): number {
  try {
    const kib = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kib === undefined ? Number.NaN : Number(kib) / 1_024
  } catch {
    return Number.NaN
  }
}

/** The real server, as `npm start` runs it, on a free port and a data directory of its own, without the sample. */
export async function startBenchServer(data: string): Promise<BenchServer> {
  const server = startServerProcess({ CLUELINE_DATA: data, CLUELINE_SAMPLE: 'off' })
  const url = await server.ready
  return {
    origin: new URL(url).origin,
    memory: () => ({
      server: residentMiB(server.pid),
      engine: childrenOf(server.pid).reduce((sum, pid) => sum + residentMiB(pid), 0),
    }),
    async stop() {
      server.kill('SIGTERM')
      await server.ended
    },
  }
}
