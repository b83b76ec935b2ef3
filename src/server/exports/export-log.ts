import type { TenantId } from '#protocol/ids.ts'
import type { ExportAnswer } from '#protocol/schema/exports.ts'

/** What became of an export, as long as somebody may ask for it. */
export type ExportRecord = { -readonly [Name in keyof ExportAnswer]: ExportAnswer[Name] }

export interface ExportLog {
  /** Exports that are being written now, of all tenants. */
  running(): number
  begin(tenant: TenantId, record: ExportRecord): void
  get(tenant: TenantId, queryId: string): ExportAnswer | undefined
}

/** Long enough for a browser to ask for the hash of a download it has just seen end. */
const KEPT_MS = 15 * 60_000
/** A record has 300 bytes. */
const MAX_KEPT = 500

interface Kept {
  readonly record: ExportRecord
  endedAt?: number
}

const keyOf = (tenant: TenantId, queryId: string) => `${tenant}:${queryId}`

/** In memory: a server that was restarted knows nothing of earlier exports, and says so. */
export function createExportLog(now: () => number = () => performance.now()): ExportLog {
  const kept = new Map<string, Kept>()

  function forgetOld(): void {
    for (const [key, entry] of kept) {
      if (entry.record.state === 'running') continue
      entry.endedAt ??= now()
      if (now() - entry.endedAt > KEPT_MS || kept.size > MAX_KEPT) kept.delete(key)
    }
  }

  return {
    running: () => [...kept.values()].filter(({ record }) => record.state === 'running').length,
    begin(tenant, record) {
      const key = keyOf(tenant, record.queryId)
      kept.delete(key)
      kept.set(key, { record })
      forgetOld()
    },
    get(tenant, queryId) {
      forgetOld()
      return kept.get(keyOf(tenant, queryId))?.record
    },
  }
}
