import type { Kind } from '#protocol/kind.ts'

export type HealthStatus = 'starting' | 'ready' | 'degraded' | 'failed'
export type KindWords = Readonly<Record<Kind, string>>
