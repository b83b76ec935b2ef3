export const LEVELS = ['debug', 'info', 'warn', 'error'] as const
export type Level = (typeof LEVELS)[number]

/** OpenTelemetry severity numbers (logs data model, "Severity Fields"). */
export const SEVERITY: Readonly<Record<Level, number>> = { debug: 5, info: 9, warn: 13, error: 17 }

export function isLevel(value: unknown): value is Level {
  return LEVELS.includes(value as Level)
}
