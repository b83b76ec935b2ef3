import type { StoreConnection } from '../clickhouse/connection.ts'

/**
 * `restarting` also means that an external store does not answer for the moment. `failed`: given up, a person is
 * needed. `stopped`: ended on purpose.
 */
export type EngineState = 'starting' | 'ready' | 'restarting' | 'failed' | 'stopped'

export interface EngineStatus {
  readonly state: EngineState
  /** How often the engine came back after it ended without being asked to. */
  readonly restarts: number
  /**
   * How often it ended without being asked to: derived tables may lag behind `events` for the blocks that were in
   * flight, so whoever sees this rise rebuilds them before serving.
   */
  readonly uncleanStops: number
  /** Why it is not ready. */
  readonly reason?: string
}

export type EngineListener = (status: EngineStatus) => void

/** What answers 503 sends along while the store is away: a restart takes well under a second, and then the rebuild. */
export const ENGINE_RETRY_AFTER_SECONDS = 2

/** The store, embedded or external, as the server holds it. */
export interface EngineHandle {
  readonly connection: StoreConnection
  status(): EngineStatus
  /** Called on every change, not for the present status. Returns how to stop listening. */
  onStatus(listener: EngineListener): () => void
  /** Ends the embedded engine and awaits its exit; forgets an external one. Idempotent. */
  stop(): Promise<void>
}

export interface EmbeddedEngineHandle extends EngineHandle {
  /** Process id of the engine that runs now. */
  pid(): number
  /** SIGKILL of the engine's process, for tests of crashes; the supervisor starts it again. */
  kill(): void
}

export interface StatusBoard {
  status(): EngineStatus
  onStatus(listener: EngineListener): () => void
  set(
    state: EngineState,
    change?: { readonly reason?: string; readonly uncleanStop?: true; readonly restarted?: true },
  ): void
}

export function createStatusBoard(): StatusBoard {
  let status: EngineStatus = { state: 'starting', restarts: 0, uncleanStops: 0 }
  const listeners = new Set<EngineListener>()
  return {
    status: () => status,
    onStatus(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    set(state, change = {}) {
      status = {
        state,
        restarts: status.restarts + (change.restarted ? 1 : 0),
        uncleanStops: status.uncleanStops + (change.uncleanStop ? 1 : 0),
        ...(change.reason === undefined ? {} : { reason: change.reason }),
      }
      for (const listener of listeners) listener(status)
    },
  }
}
