import { handle } from 'hono/aws-lambda'
import type { Removal } from '../../retention/retention.ts'
import type { Environment } from '../config.ts'
import { createFunctionInstance } from '../function-instance.ts'

export interface LambdaHandlers {
  /** For API Gateway (both versions), function addresses and load balancers. */
  readonly handler: ReturnType<typeof handle>
  /** For a schedule. Rejects when nothing could be done. */
  readonly retention: () => Promise<readonly Removal[]>
}

interface LambdaBindings {
  readonly event?: {
    readonly requestContext?: {
      readonly http?: { readonly sourceIp?: string }
      readonly identity?: { readonly sourceIp?: string }
    }
  }
}

/** API Gateway's own word for who calls; headers are the caller's words. */
function peerOf(bindings: unknown): string | undefined {
  const context = (bindings as LambdaBindings | undefined)?.event?.requestContext
  return context?.http?.sourceIp ?? context?.identity?.sourceIp
}

/** Both over one instance, made once and outside the calls: a store has one writer. */
export function createLambdaHandlers(env: Environment): LambdaHandlers {
  const { instance, opened } = createFunctionInstance(env, peerOf)
  return {
    handler: async (event, context) => {
      await opened
      return handle(instance.app())(event, context)
    },
    retention: async () => {
      const functions = await opened
      if (!functions.ok) throw new Error(functions.error)
      return functions.value.retain()
    },
  }
}
