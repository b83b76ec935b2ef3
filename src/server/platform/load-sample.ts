import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { openAsBlob } from 'node:fs'
import { join } from 'node:path'
import type { TenantId } from '#protocol/ids.ts'
import type { Log } from '../http/log.ts'
import type { ImportService } from '../imports/import-service.ts'

/** Says that the sample was loaded once: who removed it does not want it back. */
const MARKER = 'sample-loaded'

/**
 * Loads the sample files at the first start of a data directory. A sample that cannot be loaded is no reason not
 * to start: it is logged, and the next start tries again.
 */
export async function loadSample(
  tenant: TenantId,
  dataDirectory: string,
  folder: string,
  imports: ImportService,
  log: Log,
): Promise<void> {
  const marker = join(dataDirectory, MARKER)
  if (existsSync(marker) || !existsSync(folder)) return
  const files = readdirSync(folder).filter((name) => name.endsWith('.ndjson'))
  for (const file of files) {
    const blob = await openAsBlob(join(folder, file))
    const outcome = await imports.run({
      tenant,
      kind: 'sample',
      file,
      totalBytes: blob.size,
      body: blob.stream() as ReadableStream<Uint8Array>,
    })
    if (!outcome.ok || outcome.value.entry.status !== 'done') {
      const reason = outcome.ok ? outcome.value.entry.detail : outcome.error
      log.warn({ file, reason }, 'the sample could not be loaded')
      return
    }
  }
  writeFileSync(marker, '', { mode: 0o600 })
}
