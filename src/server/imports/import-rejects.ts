import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { SessionId, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import { ImportRejectsAnswer } from '#protocol/schema/imports.ts'
import { z } from '@hono/zod-openapi'
import type { AppEnv } from '../http/env.ts'
import { ProblemError } from '../http/problem.ts'
import { newRoutes, problemAnswer } from '../http/routes.ts'
import type { ImportService } from './import-service.ts'

interface RejectedPiece {
  readonly session: SessionId
  /** Line or number of the event in the file. */
  readonly seq: number
  readonly reason: string
  /** What was expected and found. */
  readonly detail: string
}

/** Where it is kept what was refused of imported sessions. */
export interface ImportRejects {
  /** By session and place in the file, at most `limit`. */
  rejects(
    tenant: TenantId,
    kind: Kind,
    sessions: readonly SessionId[],
    limit: number,
  ): Promise<readonly RejectedPiece[]>
}

/** As many as one reads to see what is wrong with a file. */
const MAX_LISTED = 100
/** Sessions that are looked through; a file with more says enough by these. */
const MAX_SESSIONS = 1_000

const route = createRoute({
  method: 'get',
  path: '/api/imports/{id}/rejects',
  summary: 'Which lines or events of an import were refused, and why',
  request: { params: z.object({ id: z.string().max(64) }) },
  responses: {
    200: {
      description: `The first ${MAX_LISTED}`,
      content: { 'application/json': { schema: ImportRejectsAnswer } },
    },
    404: problemAnswer('There is no such import'),
  },
})

/** `GET /api/imports/{id}/rejects`: what was refused, with its place and reason. */
export function importRejectRoutes(
  imports: Pick<ImportService, 'get'>,
  kept: ImportRejects,
): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(route, async (c) => {
    const tenant = c.get('tenant')
    const entry = await imports.get(tenant, c.req.valid('param').id)
    if (!entry)
      throw new ProblemError({ status: 404, code: 'unknown-import', title: 'There is no such import' })
    const sessions = entry.sessions.slice(0, MAX_SESSIONS)
    const found = await kept.rejects(tenant, entry.kind, sessions, MAX_LISTED + 1)
    return c.json({ rejects: found.slice(0, MAX_LISTED), complete: found.length <= MAX_LISTED }, 200)
  })
}
