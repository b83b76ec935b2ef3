/** What the server tells the child, once. Secrets are in files of mode 0600, never in arguments or environment. */
export interface EngineChildStart {
  /** Absolute path of `libchdb.so`. */
  readonly library: string
  readonly storePath: string
  readonly configFile: string
  readonly port: number
}

/** What the child tells before it ends. `returned`: the engine's call came back, which it should not. */
export interface EngineChildMessage {
  readonly type: 'returned' | 'failed'
  readonly reason: string
}

/** The second and last message to the child. A closed channel means the same. */
export type EngineChildStop = 'stop'
