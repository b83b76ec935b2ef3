import { DEFAULT_TENANT, isTenantId, type TenantId } from '#protocol/ids.ts'
import { err, ok, type Result } from '#protocol/result.ts'

/** What an SDK shows to be let in. Write-only and public: pages carry it. */
export interface IngestKey {
  readonly key: string
  readonly tenant: TenantId
  /** Origins of pages that may use it: `https://app.example.com`, `https://*.example.com`, `*`, `loopback`. */
  readonly origins: readonly string[]
  /** Absent: `DEFAULT_EVENTS_PER_SECOND`. */
  readonly eventsPerSecond?: number
}

/** A key as it may be shown: pages carry it whole, lists need not. */
export interface ListedKey {
  readonly hint: string
  readonly origins: readonly string[]
}

export interface IngestKeys {
  find(key: string): IngestKey | undefined
  /** For a preflight, which cannot say the key: whether any key lets this origin in. */
  anyAllows(origin: string): boolean
  list(): readonly ListedKey[]
}

const KEY = /^[0-9A-Za-z_.-]{1,128}$/
const ORIGIN =
  /^(?:\*|loopback|null|https?:\/\/(?:\*\.)?[0-9A-Za-z.-]+(?::\d{1,5})?|https?:\/\/\[[0-9a-fA-F:]+\](?::\d{1,5})?)$/
const LOOPBACK = /^https?:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/
const MAX_RATE = 10_000_000
const HINT_CHARS = 8

/** Without any setting: this machine's own pages and programs may write to the default tenant. */
const LOOPBACK_KEY: IngestKey = { key: 'local', tenant: DEFAULT_TENANT, origins: ['loopback'] }

/**
 * Reads `CLUELINE_INGEST_KEYS`: entries `KEY=TENANT[@ORIGIN|ORIGIN…][#EVENTS_PER_SECOND]`, apart by comma, semicolon
 * or white space. Without origins only programs may use a key, no page. The failure holds every fault as a sentence.
 * @param text undefined: the key `local`, if the server answers this machine only, otherwise no key at all.
 */
export function parseIngestKeys(
  text: string | undefined,
  loopback: boolean,
): Result<IngestKeys, readonly string[]> {
  if (text === undefined) return ok(ingestKeys(loopback ? [LOOPBACK_KEY] : []))
  const faults: string[] = []
  const keys = text
    .split(/[,;\s]+/)
    .filter((entry) => entry !== '')
    .flatMap((entry, index) => {
      const read = readEntry(entry)
      // A key is no secret, but its place says enough.
      if (!read.ok) faults.push(`CLUELINE_INGEST_KEYS, entry ${index + 1}: ${read.error}.`)
      return read.ok ? [read.value] : []
    })
  const twice = keys.find((it, index) => keys.findIndex(({ key }) => key === it.key) !== index)
  if (twice) faults.push(`CLUELINE_INGEST_KEYS: the key ${twice.key} stands there twice.`)
  return faults.length > 0 ? err(faults) : ok(ingestKeys(keys))
}

export function ingestKeys(keys: readonly IngestKey[]): IngestKeys {
  const byKey = new Map(keys.map((it) => [it.key, it]))
  return {
    find: (key) => byKey.get(key),
    anyAllows: (origin) => keys.some((key) => allowsOrigin(key, origin)),
    list: () => keys.map(({ key, origins }) => ({ hint: key.slice(0, HINT_CHARS), origins })),
  }
}

/** The first that knows a key counts. */
export function joinedKeys(sources: readonly IngestKeys[]): IngestKeys {
  return {
    find: (key) => sources.map((source) => source.find(key)).find((it) => it !== undefined),
    anyAllows: (origin) => sources.some((source) => source.anyAllows(origin)),
    list: () => sources.flatMap((source) => source.list()),
  }
}

/** Whether a text may stand as an origin of a key: `https://app.example.com`, `https://*.example.com`, `*`, `loopback`. */
export function isOriginPattern(text: string): boolean {
  return ORIGIN.test(text)
}

/** @param origin of the `Origin` header; undefined where there is none: programs, and pages of the server itself. */
export function allowsOrigin(key: Pick<IngestKey, 'origins'>, origin: string | undefined): boolean {
  return origin === undefined || key.origins.some((pattern) => matches(pattern, origin))
}

function matches(pattern: string, origin: string): boolean {
  if (pattern === '*') return true
  if (pattern === 'loopback') return LOOPBACK.test(origin)
  const [scheme, domain] = pattern.split('//*')
  if (domain === undefined) return pattern.toLowerCase() === origin.toLowerCase()
  return origin.startsWith(`${scheme}//`) && origin.toLowerCase().endsWith(domain.toLowerCase())
}

function readEntry(entry: string): Result<IngestKey, string> {
  const [, key, tenant, origins, rate] = /^([^=]*)=([^@#]*)(?:@([^#]*))?(?:#(.*))?$/.exec(entry) ?? []
  if (key === undefined || tenant === undefined)
    return err('expected KEY=TENANT, as in pk_1=acme@https://app.example.com')
  if (!KEY.test(key)) return err('a key has 1 to 128 of the characters 0-9 A-Z a-z _ . -')
  if (!isTenantId(tenant)) return err(`"${tenant}" is no tenant: 1 to 32 of the characters 0-9 a-z _ -`)
  const list = origins === undefined ? [] : origins.split('|')
  const wrong = list.find((origin) => !ORIGIN.test(origin))
  if (wrong !== undefined)
    return err(`"${wrong}" is no origin, as in https://app.example.com (no path, no slash at the end)`)
  if (rate === undefined) return ok({ key, tenant, origins: list })
  const eventsPerSecond = Number(rate)
  if (!/^\d+$/.test(rate) || eventsPerSecond < 1 || eventsPerSecond > MAX_RATE) {
    return err(`"${rate}" is no rate: events per second from 1 to ${MAX_RATE}`)
  }
  return ok({ key, tenant, origins: list, eventsPerSecond })
}
