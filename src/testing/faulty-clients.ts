import type { StoreClient, StoreClients } from '#server/adapters/clickhouse/client.ts'

export interface Statement {
  readonly query: string
  readonly method: 'exec' | 'command' | 'insert' | 'query'
  /** Sends the statement after all. */
  readonly send: () => Promise<unknown>
}

/** May throw in place of the store; undefined lets the statement through. */
export type Fault = (statement: Statement) => Promise<void> | void

const METHODS: ReadonlySet<string> = new Set(['exec', 'command', 'insert', 'query'])

/** The same clients, but `fault` sees each statement of the writer before it is sent. */
export function faultyClients(clients: StoreClients, fault: Fault): StoreClients {
  const writer = new Proxy(clients.writer, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      const method = value.bind(target) as (params: { query?: string; table?: string }) => Promise<unknown>
      if (!METHODS.has(String(name))) return method
      return async (params: { query?: string; table?: string }) => {
        const query = params.query ?? `INSERT INTO ${params.table ?? ''}`
        await fault({ query, method: name as Statement['method'], send: () => method(params) })
        return method(params)
      }
    },
  }) satisfies StoreClient
  return { ...clients, writer }
}
