import type { Removal } from '../retention/retention.ts'
import type { Environment } from './config.ts'
import { createFunctionInstance } from './function-instance.ts'

/** The retention function, for a scheduler of the platform: call the handler, say, once an hour. */
export function createRetentionHandler(env: Environment): () => Promise<readonly Removal[]> {
  const { opened } = createFunctionInstance(env, () => undefined)
  return async () => {
    const functions = await opened
    // A scheduler must see that nothing was done.
    if (!functions.ok) throw new Error(functions.error)
    return functions.value.retain()
  }
}
