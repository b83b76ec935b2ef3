/** Everything of ours lives in this one database, so that grants, backups and an external server can name it. */
export const STORE_DATABASE = 'clueline'

export interface StoreCredentials {
  readonly username: string
  readonly password: string
}

/** How the store is reached: the embedded engine and an external ClickHouse differ in nothing else. */
export interface StoreConnection {
  readonly mode: 'embedded' | 'external'
  /** Origin, and a path if the server stands behind one. Carries no credentials. */
  readonly url: string
  /** Sent with every request; holds the secret without which the embedded engine answers nothing. */
  readonly headers: Readonly<Record<string, string>>
  readonly database: string
  readonly writer: StoreCredentials
  /** Absent when an external server has one user only: reads then ask for read-only mode, query by query. */
  readonly reader?: StoreCredentials
}
