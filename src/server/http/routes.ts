import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { AppEnv } from './env.ts'
import { problemResponse } from './problem.ts'

const ProblemSchema = z
  .object({
    type: z.string(),
    status: z.int(),
    code: z.string().openapi({ description: 'Stable; for programs' }),
    title: z.string(),
    detail: z.string().optional(),
  })
  .openapi('Problem')

export function problemAnswer(description: string) {
  return { description, content: { 'application/problem+json': { schema: ProblemSchema } } }
}

/** More issues than this tell nobody anything more. */
const MAX_ISSUES = 5

/** An empty route module whose validation failures are problem details. Every module starts with this. */
export function newRoutes(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (result.success) return undefined
      const issues = result.error.issues
        .slice(0, MAX_ISSUES)
        .map(({ path, message }) => `${path.join('.') || result.target}: ${message}`)
      return problemResponse({
        status: 400,
        code: 'invalid-request',
        title: 'The request is not what this address takes',
        detail: issues.join('; '),
      })
    },
  })
}
