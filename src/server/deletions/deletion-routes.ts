import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { isSessionId, type TenantId } from '#protocol/ids.ts'
import { maskNumber, normaliseNumber, NUMBER_TOKEN } from '#protocol/phone-number.ts'
import {
  DeletionAnswer,
  DeletionRequest,
  DeletionsAnswer,
  DeletionsParams,
  type DeletionSubject,
} from '#protocol/schema/deletions.ts'
import type { AuditTrail } from '../audit/audit-trail.ts'
import type { AppEnv } from '../http/env.ts'
import { newRoutes, problemAnswer } from '../http/routes.ts'
import type { Keyring, NumberTrace, Removed, StoreRemoval } from '../ports.ts'
import { redactText } from '../process/prepare-event.ts'
import { invalid } from '../query/scope-params.ts'
import type { DeletionScope, SessionsOfKind } from './deletion-scope.ts'

export interface DeletionDeps {
  readonly removal: Pick<StoreRemoval, 'deleteSessions' | 'deleteNumber'>
  readonly scope: DeletionScope
  readonly trail: AuditTrail
  readonly keyring: Keyring
}

const json = <Schema>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

const deleteRoute = createRoute({
  method: 'post',
  path: '/api/deletions',
  summary: 'Delete what is stored of a session, an account or a phone number; who and why is audited first',
  description:
    'Of a session or account: whole sessions, with all that is known of them; an imported copy too. Of a number: the ' +
    'calls that named it and every other event that names it; their sessions stay, and the holes are on record. ' +
    'Answered when nothing of it is left. Repeat it when it fails: what is gone already is not counted again.',
  request: { body: { required: true, ...json(DeletionRequest, 'What, and why') } },
  responses: {
    200: json(DeletionAnswer, 'What went'),
    400: problemAnswer('It cannot be read, or no reason was given'),
    503: problemAnswer('The store is away; see Retry-After'),
  },
})

const listRoute = createRoute({
  method: 'get',
  path: '/api/deletions',
  summary: 'What was deleted on request, by whom and why; newest first',
  request: { query: DeletionsParams },
  responses: {
    200: json(DeletionsAnswer, 'Records'),
    503: problemAnswer('The store is away; see Retry-After'),
  },
})

const NOTHING: Removed = { sessions: 0, events: 0 }

/** What a request is about, found and ready to go. */
interface Target {
  /** As the record shows it. */
  readonly subject: string
  readonly isThere: boolean
  remove(reason: string, audit: string): Promise<Removed>
}

/** `/api/deletions`. */
export function deletionRoutes(deps: DeletionDeps): OpenAPIHono<AppEnv> {
  const { trail, scope, keyring } = deps
  const routes = newRoutes()

  routes.openapi(deleteRoute, async (c) => {
    const { by, value, reason } = c.req.valid('json')
    const tenant = c.get('tenant')
    // Masked only: a token would still say which number it was, to who has another one of it.
    const clean = (text: string) =>
      redactText(text, keyring.of(tenant), { keys: [], spellings: [] }).replaceAll(NUMBER_TOKEN, '$1')
    const target = await targetOf(deps, tenant, by, value, clean)
    const why = clean(reason)
    const id = await trail.append({
      tenant,
      actor: c.get('actor'),
      action: 'delete-logs',
      subject: target.subject,
      reason: why,
      outcome: target.isThere ? 'done' : 'nothing-there',
    })
    const removed = target.isThere ? await target.remove(why, id) : NOTHING
    return c.json({ id, ...removed }, 200)
  })

  routes.openapi(listRoute, async (c) => {
    const tenant = c.get('tenant')
    const records = await trail.newest(tenant, c.req.valid('query').limit, 'delete-logs')
    const removed = await scope.removed(
      tenant,
      records.map(({ id }) => id),
    )
    const deletions = records.map(({ id, at, actor, subject, reason }) => {
      const { sessions, events } = removed.get(id) ?? NOTHING
      return { id, at, actor, subject, reason, sessions, events }
    })
    return c.json({ deletions }, 200)
  })
  return routes
}

async function targetOf(
  deps: DeletionDeps,
  tenant: TenantId,
  by: DeletionSubject,
  value: string,
  clean: (text: string) => string,
): Promise<Target> {
  const { scope, removal, keyring } = deps
  if (by === 'number') {
    const number = normaliseNumber(value)
    if (number === undefined) throw invalid('value', 'Expected a whole phone number, in any spelling.')
    const trace: NumberTrace = {
      keys: keyring
        .of(tenant)
        .searchKeys(number)
        .map(({ full }) => full),
    }
    return {
      subject: `number ${maskNumber(number)}`,
      isThere: await scope.hasNumber(tenant, trace),
      remove: (reason, audit) => removal.deleteNumber(tenant, trace, reason, audit),
    }
  }
  if (by === 'session' && !isSessionId(value)) throw invalid('value', 'Expected the id of a session.')
  const found =
    by === 'session' && isSessionId(value) ? scope.ofSession(tenant, value) : scope.ofAccount(tenant, value)
  const sessions = await found
  return {
    subject: `${by} ${clean(value)}`,
    isThere: sessions.length > 0,
    remove: (reason, audit) => removeSessions(removal, tenant, sessions, reason, audit),
  }
}

async function removeSessions(
  removal: DeletionDeps['removal'],
  tenant: TenantId,
  found: readonly SessionsOfKind[],
  reason: string,
  audit: string,
): Promise<Removed> {
  let removed = NOTHING
  for (const { kind, sessions } of found) {
    const events = await removal.deleteSessions(tenant, kind, sessions, reason, audit)
    removed = { sessions: removed.sessions + sessions.length, events: removed.events + events }
  }
  return removed
}
