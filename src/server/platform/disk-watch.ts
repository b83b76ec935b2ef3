import type { Log } from '../http/log.ts'
import { diskSpace, type DiskSpace } from '../adapters/engine/disk-space.ts'

/** Ingest at 40 MB/s, which is more than one machine takes, fills 200 MB in this time: far less than the floor. */
const LOOK_EVERY_MS = 5_000

export interface DiskWatch {
  /** Undefined until the first look, and where the file system does not say. */
  latest(): DiskSpace | undefined
  look(): Promise<void>
  stop(): void
}

/** Looks at the disk of the data directory now and then, so that nobody waits for it. */
export function diskWatch(dataDirectory: string, log: Log): DiskWatch {
  let latest: DiskSpace | undefined
  const look = async () => {
    try {
      const before = latest?.refusal
      latest = await diskSpace(dataDirectory)
      if (latest.refusal !== undefined && before === undefined) log.warn({ disk: latest }, latest.refusal)
    } catch {
      // The directory may not exist yet; the next look sees it.
      latest = undefined
    }
  }
  void look()
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  timer.unref()
  return { latest: () => latest, look, stop: () => clearInterval(timer) }
}
