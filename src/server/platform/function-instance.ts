import type { Result } from '#protocol/result.ts'
import type { Functions } from './compose.ts'
import { readConfig, type Environment, type ServerConfig } from './config.ts'
import { createInstance, type Instance } from './instance.ts'
import { findPackage } from './package-root.ts'
import { createPinoLog } from './pino-log.ts'
import { configuredAccess } from './access-policy.ts'

export interface FunctionInstance {
  readonly instance: Instance
  /** Resolves when the instance serves; to a sentence when it will not, as its health says too. */
  readonly opened: Promise<Result<Functions, string>>
}

/** In a function everything comes from outside, so there must be a sign-in, and the store must be elsewhere. */
const HOST_OF_A_FUNCTION = '0.0.0.0'

export class FunctionConfigError extends Error {
  override readonly name = 'FunctionConfigError'
}

function functionConfig(env: Environment): ServerConfig {
  const config = readConfig({ CLUELINE_SAMPLE: 'off', ...env, HOST: HOST_OF_A_FUNCTION }, process.cwd())
  if (!config.ok) throw new FunctionConfigError(config.error.join(' '))
  if (!config.value.external) {
    throw new FunctionConfigError(
      'A function has no disk that stays: set CLUELINE_CLICKHOUSE_URL to a ClickHouse server.',
    )
  }
  return config.value
}

/** Set to 1: whoever runs the function promises that there is never a second instance of it, nor another server. */
const SINGLE_WRITER = 'CLUELINE_SINGLE_WRITER'

/** A platform starts as many instances as it likes; each would take the store over from the one before. */
const MANY_WRITERS =
  'A store has one writer, and a function may run in many instances at once. Limit this function to one instance ' +
  `(reserved concurrency 1) and set ${SINGLE_WRITER}=1 to say so, or run the server and let the function be.`

/** The same app as on one machine, without the viewer's files, over an external ClickHouse. */
export function createFunctionInstance(
  env: Environment,
  peerOf: (bindings: unknown) => string | undefined,
): FunctionInstance {
  const config = functionConfig(env)
  const log = createPinoLog(config.logLevel)
  const { policy } = configuredAccess(config)
  const instance = createInstance({ config, log, program: findPackage(), policy, assets: new Map(), peerOf })
  const open = async () => {
    const isOnlyWriter = env[SINGLE_WRITER]?.trim() === '1'
    const opened = isOnlyWriter ? await instance.open() : instance.refuse(MANY_WRITERS)
    if (!opened.ok) log.error({ reason: opened.error }, 'the function cannot serve')
    return opened
  }
  return { instance, opened: open() }
}
