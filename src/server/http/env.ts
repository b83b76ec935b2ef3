import type { TenantId } from '#protocol/ids.ts'

/** What the access layer has established before a route of `/api` runs. */
export interface AppEnv {
  Variables: {
    readonly tenant: TenantId
    /** Who asks, for the audit: `local`, `token`, or the name that a trusted proxy gave. */
    readonly actor: string
  }
}
