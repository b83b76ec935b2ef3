import { handle } from 'hono/aws-lambda'
import { createFunctionInstance } from '../function-instance.ts'
import type { Environment } from '../config.ts'

type Handler = ReturnType<typeof handle>

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

/** For API Gateway (both versions), function addresses and load balancers. Made once per instance, outside the call. */
export function createLambdaHandler(env: Environment): Handler {
  const { instance, opened } = createFunctionInstance(env, peerOf)
  return async (event, context) => {
    await opened
    return handle(instance.app())(event, context)
  }
}
