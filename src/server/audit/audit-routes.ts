import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import type { CallId, TenantId } from '#protocol/ids.ts'
import type { AppEnv } from '../http/env.ts'
import { ProblemError } from '../http/problem.ts'
import { newRoutes, problemAnswer } from '../http/routes.ts'
import type { Keyring } from '../ports.ts'
import { AUDIT_ACTIONS, AUDIT_OUTCOMES, isIntact, type AuditTrail } from './audit-trail.ts'

export interface AuditDeps {
  readonly trail: AuditTrail
  readonly keyring: Keyring
  /** `call.number` of a call as it is stored; undefined when no event of it carried one. */
  readonly sealedNumber: (tenant: TenantId, callid: CallId) => Promise<string | undefined>
}

const MAX_REASON_CHARS = 500
const MAX_LISTED = 1_000
const json = <Schema>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

const RevealAnswer = z.object({ callid: z.string(), number: z.string() }).openapi('RevealedNumber')

const revealRoute = createRoute({
  method: 'post',
  path: '/api/calls/{id}/reveal',
  summary: 'The full outbound number of a call; who asked and why is written to the audit first',
  request: {
    params: z.object({ id: z.string().min(1).max(256) }),
    body: {
      required: true,
      content: {
        'application/json': { schema: z.object({ reason: z.string().trim().min(1).max(MAX_REASON_CHARS) }) },
      },
    },
  },
  responses: {
    200: json(RevealAnswer, 'The number'),
    400: problemAnswer('No reason was given'),
    404: problemAnswer('No number is stored for this call'),
    410: problemAnswer('The number was sealed with a key that is gone'),
    503: problemAnswer('The store is away, so nothing can be audited; see Retry-After'),
  },
})

const AuditAnswer = z
  .object({
    records: z.array(
      z.object({
        id: z.string(),
        at: z.int().openapi({ description: 'Microseconds since 1970' }),
        actor: z.string(),
        action: z.enum(AUDIT_ACTIONS),
        subject: z.string(),
        reason: z.string(),
        outcome: z.enum(AUDIT_OUTCOMES),
        previous: z.string(),
        hash: z.string(),
      }),
    ),
    intact: z.boolean().openapi({ description: 'No listed record was changed or taken out' }),
  })
  .openapi('Audit')

const auditRoute = createRoute({
  method: 'get',
  path: '/api/audit',
  summary: 'Who revealed what, newest first',
  request: { query: z.object({ limit: z.coerce.number().int().min(1).max(MAX_LISTED).default(100) }) },
  responses: { 200: json(AuditAnswer, 'Records'), 400: problemAnswer('Not a number of records') },
})

export function auditRoutes({ trail, keyring, sealedNumber }: AuditDeps): OpenAPIHono<AppEnv> {
  const routes = newRoutes()

  routes.openapi(revealRoute, async (c) => {
    const tenant = c.get('tenant')
    const callid = c.req.valid('param').id
    const sealed = await sealedNumber(tenant, callid as CallId)
    const number = sealed === undefined ? undefined : keyring.of(tenant).unseal(sealed)
    await trail.append({
      tenant,
      actor: c.get('actor'),
      action: 'reveal-number',
      subject: callid,
      reason: c.req.valid('json').reason,
      outcome: number === undefined ? 'nothing-there' : 'done',
    })
    if (number !== undefined) {
      c.header('cache-control', 'no-store')
      return c.json({ callid, number }, 200)
    }
    if (sealed === undefined) {
      throw new ProblemError({ status: 404, code: 'no-number', title: 'No number is stored for this call' })
    }
    throw new ProblemError({
      status: 410,
      code: 'number-unreadable',
      title: 'The number cannot be read any more',
      detail:
        'It was sealed with a key that is not in the key file. Restore the file number-keys from a backup.',
    })
  })

  routes.openapi(auditRoute, async (c) => {
    const records = await trail.newest(c.get('tenant'), c.req.valid('query').limit)
    const listed = records.map(({ tenant: _tenant, ...record }) => record)
    return c.json({ records: listed, intact: isIntact(records) }, 200)
  })
  return routes
}
