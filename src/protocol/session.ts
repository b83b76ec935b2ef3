/**
 * What is known of a session besides its events. All of it is the client's own claim:
 * shown as claimed, searched, never used to authorise.
 */
export interface SessionRecord {
  /** web, native, netlog, ndjson … */
  readonly platform?: string
  readonly device?: string
  readonly tab?: string
  readonly frame?: string
  readonly worker?: string
  readonly visit?: string
  readonly url?: string
  readonly userAgent?: string
  readonly browser?: string
  readonly browserVersion?: string
  readonly os?: string
  readonly osVersion?: string
  readonly app?: string
  readonly release?: string
  readonly sdk?: string
  readonly language?: string
  /** IANA name of the device's time zone. */
  readonly zone?: string
  readonly network?: string
  readonly captureLevel?: string
  readonly flags?: string
  readonly custom?: Readonly<Record<string, string>>
}

/** Names usable as `session.<name>` in the query language; `custom` values come as `session.custom.<key>`. */
export const SESSION_FIELDS = [
  'platform',
  'device',
  'tab',
  'frame',
  'worker',
  'visit',
  'url',
  'userAgent',
  'browser',
  'browserVersion',
  'os',
  'osVersion',
  'app',
  'release',
  'sdk',
  'language',
  'zone',
  'network',
  'captureLevel',
  'flags',
] as const
export type SessionField = (typeof SESSION_FIELDS)[number]
