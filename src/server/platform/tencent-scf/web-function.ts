import type { Result } from '#protocol/result.ts'
import type { Environment } from '../config.ts'
import { createFunctionInstance } from '../function-instance.ts'
import { listen, peerOf, type Listener } from '../node/listener.ts'

/** Where a web function must listen. */
const SCF_HOST = '0.0.0.0'
export const SCF_PORT = 9_000

/** What `scf_bootstrap` runs: an HTTP server for the gateway of the function. */
export async function startWebFunction(env: Environment, port = SCF_PORT): Promise<Result<Listener, string>> {
  const { instance } = createFunctionInstance(env, peerOf)
  return listen((request, bindings) => instance.app().fetch(request, bindings), SCF_HOST, port)
}
