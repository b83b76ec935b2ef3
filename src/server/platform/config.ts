import { resolve } from 'node:path'
import { DEFAULT_TENANT, isTenantId, type TenantId } from '#protocol/ids.ts'
import { err, ok, type Result } from '#protocol/result.ts'
import { externalConnection } from '../adapters/clickhouse/external-store.ts'
import type { StoreConnection } from '../adapters/clickhouse/connection.ts'
import { MIN_TOKEN_CHARS } from '../access/token.ts'
import { parseIngestKeys } from '../ingest/ingest-keys.ts'
import { DEFAULT_DATA, DEFAULT_HOST, DEFAULT_PORT } from './defaults.ts'

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Above this a full disk stops merges before retention has had a chance. */
const MAX_DISK_PERCENT = 95
const MIN_DISK_PERCENT = 10
const MAX_RETENTION_DAYS = 36_500

export interface ServerConfig {
  /** 0: any free port. */
  readonly port: number
  readonly host: string
  /** Absolute. */
  readonly data: string
  /** An external ClickHouse. Absent: the embedded engine. */
  readonly external?: StoreConnection
  readonly token?: { readonly kind: 'given'; readonly token: string } | { readonly kind: 'generate' }
  readonly proxy?: { readonly header: string; readonly secret?: string }
  readonly publicUrl?: URL
  /** Whose logs are shown. Keys of other tenants may write, but are not seen here. */
  readonly tenant: TenantId
  /** As given, and checked; ingest reads it. */
  readonly ingestKeys?: string
  /** Live logs received longer ago than this are removed. Absent: kept. */
  readonly retentionDays?: number
  /** The oldest live logs go when the disk is fuller than this. Absent: never. */
  readonly retentionDiskPercent?: number
  readonly logLevel: LogLevel
  readonly loadSample: boolean
}

export type Environment = Readonly<Record<string, string | undefined>>

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)

interface Reader {
  text(name: string): string | undefined
  integer(name: string, from: number, to: number): number | undefined
  url(name: string, example: string): URL | undefined
  fault(sentence: string): void
}

function createReader(env: Environment, faults: string[]): Reader {
  const text = (name: string) => env[name]?.trim() || undefined
  const fault = (sentence: string) => void faults.push(sentence)
  return {
    text,
    fault,
    integer: (name, from, to) => {
      const value = text(name)
      if (value === undefined) return undefined
      const number = Number(value)
      if (/^\d+$/.test(value) && number >= from && number <= to) return number
      fault(`${name} must be a whole number from ${from} to ${to}; it is "${value}".`)
      return undefined
    },
    url: (name, example) => {
      const value = text(name)
      if (value === undefined) return undefined
      const url = URL.canParse(value) ? new URL(value) : undefined
      if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url
      // The value may hold a password, so it is not repeated.
      fault(`${name} must be an http or https address, for example ${example}.`)
      return undefined
    },
  }
}

function readToken(reader: Reader): ServerConfig['token'] {
  const token = reader.text('CLUELINE_TOKEN')
  if (token === undefined) return undefined
  if (token === 'generate') return { kind: 'generate' }
  if (token.length >= MIN_TOKEN_CHARS && !/\s/.test(token)) return { kind: 'given', token }
  reader.fault(
    `CLUELINE_TOKEN must have at least ${MIN_TOKEN_CHARS} characters and no spaces, or be the word "generate".`,
  )
  return undefined
}

function readExternal(reader: Reader): StoreConnection | undefined {
  const url = reader.text('CLUELINE_CLICKHOUSE_URL')
  if (url === undefined) return undefined
  const readerUser = reader.text('CLUELINE_CLICKHOUSE_READER_USER')
  const readerPassword = reader.text('CLUELINE_CLICKHOUSE_READER_PASSWORD')
  const external = externalConnection({ url, ...withoutUndefined({ readerUser, readerPassword }) })
  if (external.ok) return external.value
  reader.fault(external.error)
  return undefined
}

function readProxy(reader: Reader): ServerConfig['proxy'] {
  const header = reader.text('CLUELINE_TRUSTED_PROXY_HEADER')?.toLowerCase()
  const secret = reader.text('CLUELINE_TRUSTED_PROXY_SECRET')
  if (header === undefined) {
    if (secret !== undefined)
      reader.fault('CLUELINE_TRUSTED_PROXY_SECRET needs CLUELINE_TRUSTED_PROXY_HEADER.')
    return undefined
  }
  if (!/^[a-z0-9-]{1,64}$/.test(header)) {
    reader.fault('CLUELINE_TRUSTED_PROXY_HEADER must be the name of a header, for example x-forwarded-user.')
  }
  if (secret !== undefined && secret.length < MIN_TOKEN_CHARS) {
    reader.fault(`CLUELINE_TRUSTED_PROXY_SECRET must have at least ${MIN_TOKEN_CHARS} characters.`)
  }
  return { header, ...(secret === undefined ? {} : { secret }) }
}

function readTenant(reader: Reader): TenantId {
  const tenant = reader.text('CLUELINE_TENANT') ?? DEFAULT_TENANT
  if (isTenantId(tenant)) return tenant
  reader.fault('CLUELINE_TENANT must have 1 to 32 of the characters 0-9 a-z _ -, as in CLUELINE_INGEST_KEYS.')
  return DEFAULT_TENANT
}

/** An address that others reach must ask who they are. */
function checkExposure(config: ServerConfig, reader: Reader): void {
  if (isLoopback(config.host) || config.token || config.proxy?.secret) return
  reader.fault(
    `HOST is ${config.host}, which other machines can reach, and nothing asks them who they are. ` +
      'Set CLUELINE_TOKEN (or CLUELINE_TOKEN=generate to have one made), or CLUELINE_TRUSTED_PROXY_HEADER ' +
      'with CLUELINE_TRUSTED_PROXY_SECRET, or leave HOST at 127.0.0.1.',
  )
}

/** Reads the whole environment; the failure holds every fault, as sentences. */
export function readConfig(env: Environment, cwd: string): Result<ServerConfig, readonly string[]> {
  const faults: string[] = []
  const reader = createReader(env, faults)
  const logLevel = reader.text('CLUELINE_LOG') ?? 'warn'
  if (!LOG_LEVELS.includes(logLevel as LogLevel)) {
    reader.fault(`CLUELINE_LOG must be one of ${LOG_LEVELS.join(', ')}; it is "${logLevel}".`)
  }
  const sample = reader.text('CLUELINE_SAMPLE') ?? 'on'
  if (sample !== 'on' && sample !== 'off') reader.fault('CLUELINE_SAMPLE must be "on" or "off".')

  const optional = {
    external: readExternal(reader),
    token: readToken(reader),
    proxy: readProxy(reader),
    publicUrl: reader.url('CLUELINE_PUBLIC_URL', 'https://logs.example.com'),
    ingestKeys: reader.text('CLUELINE_INGEST_KEYS'),
    retentionDays: reader.integer('CLUELINE_RETENTION_DAYS', 1, MAX_RETENTION_DAYS),
    retentionDiskPercent: reader.integer(
      'CLUELINE_RETENTION_DISK_PERCENT',
      MIN_DISK_PERCENT,
      MAX_DISK_PERCENT,
    ),
  }
  const config: ServerConfig = {
    port: reader.integer('PORT', 0, 65_535) ?? DEFAULT_PORT,
    host: (reader.text('HOST') ?? DEFAULT_HOST).replace(/^\[(.*)\]$/, '$1'),
    data: resolve(cwd, reader.text('CLUELINE_DATA') ?? DEFAULT_DATA),
    logLevel: logLevel as LogLevel,
    loadSample: sample === 'on',
    tenant: readTenant(reader),
    ...withoutUndefined(optional),
  }
  checkExposure(config, reader)
  const keys = parseIngestKeys(config.ingestKeys, isLoopback(config.host))
  if (!keys.ok) faults.push(...keys.error)
  return faults.length > 0 ? err(faults) : ok(config)
}

type Present<T> = { readonly [Key in keyof T]?: Exclude<T[Key], undefined> }

function withoutUndefined<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, it]) => it !== undefined)) as Present<T>
}
