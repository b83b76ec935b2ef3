import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const WORKER_FILE = 'import-worker.js'

/** Beside the bundle this runs in, or, when this runs from source (tests), in `dist`. */
export function importWorkerFile(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const candidates = [here, join(here, '..'), join(here, '../../../dist/server')].map((it) =>
    join(it, WORKER_FILE),
  )
  return candidates.find((it) => existsSync(it)) ?? join(here, WORKER_FILE)
}
