import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { EXPORT_SECONDS, READ_MEMORY_BYTES, READ_SECONDS, READER_SOCKETS } from '../clickhouse/limits.ts'
import { STORE_DATABASE } from '../clickhouse/connection.ts'
import type { StoreCredentials } from '../clickhouse/connection.ts'

/** Only requests with this header and the secret of this start reach the engine at all. */
export const SECRET_HEADER = 'X-Clueline-Engine'

const GIB = 1024 ** 3
/** Enough for every query within its own limit, and leaves a machine of 8 GiB to its browser. */
const MEMORY_CEILING_BYTES = 4 * GIB
const MEMORY_SHARE = 0.4
/** Marks of 20 million events take some tens of MB; the engine's own default of 5 GiB would be the whole budget. */
const MARK_CACHE_BYTES = 128 * 1024 ** 2
const UNCOMPRESSED_CACHE_BYTES = 64 * 1024 ** 2
/** With the two that it would take, ten tables wait for each other's housekeeping and every insert writes a warning. */
const SCHEDULE_THREADS = 8
const ERROR_LOG_FILES = 2
/**
 * They write failed statements with the values bound to them, and pieces of rows: what people looked for and what was
 * logged. The client gets the same error; the log keeps what only the engine knows (merges, parts, disk).
 */
const SILENT_LOGGERS = ['executeQuery', 'DynamicQueryHandler', 'HTTPHandler']
/** No read may ask for more time than this, whatever settings it sends. */
const READER_MAX_SECONDS = 2 * EXPORT_SECONDS

export interface EngineSecrets {
  readonly header: string
  readonly writer: StoreCredentials
  readonly reader: StoreCredentials
}

export interface EnginePaths {
  /** Where the engine keeps its tables. */
  readonly store: string
  readonly configFile: string
  readonly usersFile: string
  readonly errorLog: string
  /** Empty, so that no stray `config.xml` is picked up. */
  readonly cwd: string
}

export function enginePaths(dataDirectory: string): EnginePaths {
  const root = join(dataDirectory, 'engine')
  return {
    store: join(root, 'store'),
    configFile: join(root, 'config', 'config.xml'),
    usersFile: join(root, 'config', 'users.xml'),
    errorLog: join(root, 'log', 'engine-errors.log'),
    cwd: join(root, 'cwd'),
  }
}

const secret = () => randomBytes(24).toString('base64url')

export function createEngineSecrets(): EngineSecrets {
  return {
    header: secret(),
    writer: { username: 'writer', password: secret() },
    reader: { username: 'reader', password: secret() },
  }
}

/** In a container the limit of the container, which the engine itself would not see in time. */
function machineMemoryBytes(): number {
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(totalmem(), limit) : totalmem()
}

export function engineMemoryBytes(machineBytes: number = machineMemoryBytes()): number {
  return Math.floor(Math.min(MEMORY_CEILING_BYTES, machineBytes * MEMORY_SHARE))
}

const xml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const passwordHash = (password: string) => createHash('sha256').update(password).digest('hex')

/** Table engines that our DDL names; creating any other kind (File, URL, Kafka …) is refused. */
const TABLE_ENGINES = [
  'Atomic',
  'MergeTree',
  'AggregatingMergeTree',
  'ReplacingMergeTree',
  'SummingMergeTree',
  'Memory',
]
/** What health checks, migrations, rebuilds and the disk floor look at. */
const SYSTEM_TABLES = [
  'one',
  'numbers',
  'parts',
  'detached_parts',
  'parts_columns',
  'processes',
  'mutations',
  'merges',
  'disks',
  'databases',
  'tables',
  'columns',
  'functions',
  'data_skipping_indices',
  'settings',
  'merge_tree_settings',
  'metrics',
  'asynchronous_metrics',
  'events',
  'errors',
  'grants',
]

/** A user without explicit grants may do everything, so both have them; neither may reach files, URLs or hosts. */
const WRITER_GRANTS = [
  // Not ALL: that would bring dictionaries (which fetch URLs), backups and executable table functions.
  `GRANT SELECT, INSERT, ALTER, CREATE DATABASE, CREATE TABLE, CREATE VIEW, DROP TABLE, DROP VIEW, TRUNCATE, OPTIMIZE, SHOW ON ${STORE_DATABASE}.*`,
  ...TABLE_ENGINES.map((engine) => `GRANT TABLE ENGINE ON ${engine}`),
  ...SYSTEM_TABLES.map((table) => `GRANT SELECT ON system.${table}`),
  'GRANT KILL QUERY ON *.*',
]
const READER_GRANTS = [`GRANT SELECT ON ${STORE_DATABASE}.*`, 'GRANT SELECT ON system.one']

function configXml(paths: EnginePaths, secrets: EngineSecrets, requireHeader: boolean): string {
  const gate = requireHeader
    ? `<headers><${SECRET_HEADER}>${secrets.header}</${SECRET_HEADER}></headers>`
    : ''
  return `<clickhouse>
  <logger>
    <errorlog>${xml(paths.errorLog)}</errorlog><size>10M</size><count>${ERROR_LOG_FILES}</count>
    <levels>${SILENT_LOGGERS.map((name) => `<${name}>none</${name}>`).join('')}</levels>
  </logger>
  <users_config>${xml(paths.usersFile)}</users_config>
  <max_server_memory_usage>${engineMemoryBytes()}</max_server_memory_usage>
  <background_schedule_pool_size>${SCHEDULE_THREADS}</background_schedule_pool_size>
  <mark_cache_size>${MARK_CACHE_BYTES}</mark_cache_size>
  <index_mark_cache_size>${MARK_CACHE_BYTES}</index_mark_cache_size>
  <uncompressed_cache_size>${UNCOMPRESSED_CACHE_BYTES}</uncompressed_cache_size>
  <http_handlers>
    <rule><url>/ping</url>${gate}<handler><type>ping</type></handler></rule>
    <rule><url>/</url>${gate}<handler><type>dynamic_query_handler</type><query_param_name>query</query_param_name></handler></rule>
  </http_handlers>
</clickhouse>
`
}

function userXml(user: StoreCredentials, profile: string, grants: readonly string[]): string {
  return `<${user.username}>
      <password_sha256_hex>${passwordHash(user.password)}</password_sha256_hex>
      <networks><ip>127.0.0.1</ip></networks><profile>${profile}</profile><quota>default</quota>
      <grants>${grants.map((grant) => `<query>${grant}</query>`).join('')}</grants>
    </${user.username}>`
}

function usersXml(secrets: EngineSecrets): string {
  return `<clickhouse>
  <profiles>
    <default/>
    <reader>
      <readonly>2</readonly>
      <max_execution_time>${READ_SECONDS}</max_execution_time>
      <max_memory_usage>${READ_MEMORY_BYTES}</max_memory_usage>
      <max_concurrent_queries_for_user>${READER_SOCKETS}</max_concurrent_queries_for_user>
      <constraints>
        <max_execution_time><min>1</min><max>${READER_MAX_SECONDS}</max></max_execution_time>
        <max_memory_usage><min>1</min><max>${READ_MEMORY_BYTES}</max></max_memory_usage>
        <max_concurrent_queries_for_user><const/></max_concurrent_queries_for_user>
      </constraints>
    </reader>
  </profiles>
  <quotas><default/></quotas>
  <users>
    <default>
      <no_password/><networks><ip>127.0.0.1</ip><ip>::1</ip></networks>
      <profile>default</profile><quota>default</quota>
      <grants><query>GRANT SYSTEM LISTEN ON *.*</query></grants>
    </default>
    ${userXml(secrets.writer, 'default', WRITER_GRANTS)}
    ${userXml(secrets.reader, 'reader', READER_GRANTS)}
  </users>
</clickhouse>
`
}

/** Writes both files anew (mode 0600, directories 0700): each start of the server has its own secrets. */
export function writeEngineConfig(paths: EnginePaths, secrets: EngineSecrets, requireHeader: boolean): void {
  for (const directory of [paths.store, join(paths.configFile, '..'), join(paths.errorLog, '..')]) {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
  }
  rmSync(paths.cwd, { recursive: true, force: true })
  mkdirSync(paths.cwd, { recursive: true, mode: 0o700 })
  for (const [file, text] of [
    [paths.configFile, configXml(paths, secrets, requireHeader)],
    [paths.usersFile, usersXml(secrets)],
  ] as const) {
    writeFileSync(file, text, { mode: 0o600 })
    chmodSync(file, 0o600)
  }
}
