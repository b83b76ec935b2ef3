import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { IngestKeyMade, SettingsAnswer } from '#protocol/schema/settings.ts'
import type { AuditTrail } from '../audit/audit-trail.ts'
import type { AppEnv } from '../http/env.ts'
import { ProblemError } from '../http/problem.ts'
import { newRoutes, problemAnswer } from '../http/routes.ts'
import { isOriginPattern } from '../ingest/ingest-keys.ts'
import type { Clock } from '../ports.ts'
import { makeKey, MAX_STORED_KEYS, type SettingsStore } from './settings.ts'

export interface SettingsDeps {
  readonly store: SettingsStore
  readonly trail: AuditTrail
  readonly clock: Clock
  /** What the environment fixes, which the viewer then only shows. */
  readonly fixed: {
    readonly retentionDays?: number
    readonly diskPercent?: number
    readonly keys: readonly { readonly hint: string; readonly origins: readonly string[] }[]
  }
}

const MAX_NAME_CHARS = 80
const MAX_ORIGINS = 20
const MAX_DAYS = 36_500
const json = <Schema>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

const getRoute = createRoute({
  method: 'get',
  path: '/api/settings',
  summary: 'What is set, and by whom',
  responses: { 200: json(SettingsAnswer, 'The settings') },
})

const retentionRoute = createRoute({
  method: 'put',
  path: '/api/settings/retention',
  summary: 'After how many days live logs are removed; audited',
  request: {
    body: { required: true, ...json(z.object({ days: z.int().min(1).max(MAX_DAYS).nullable() }), 'Days') },
  },
  responses: {
    200: json(SettingsAnswer, 'The settings'),
    409: problemAnswer('The environment sets it'),
  },
})

const newKeyRoute = createRoute({
  method: 'post',
  path: '/api/settings/ingest-keys',
  summary: 'A new ingest key; the answer is the only time that it is told; audited',
  request: {
    body: {
      required: true,
      ...json(
        z.object({
          name: z.string().trim().min(1).max(MAX_NAME_CHARS),
          origins: z
            .array(z.string().refine(isOriginPattern, 'is no origin, as in https://app.example.com'))
            .max(MAX_ORIGINS),
        }),
        'Name, and the origins of pages that may use it; none = programs only',
      ),
    },
  },
  responses: { 200: json(IngestKeyMade, 'The key'), 409: problemAnswer('There are too many keys') },
})

const deleteKeyRoute = createRoute({
  method: 'delete',
  path: '/api/settings/ingest-keys/{id}',
  summary: 'Takes an ingest key back; what it sent stays; audited',
  request: { params: z.object({ id: z.string().regex(/^[0-9a-f]{12}$/) }) },
  responses: { 200: json(SettingsAnswer, 'The settings'), 404: problemAnswer('There is no such key') },
})

/** `/api/settings`. */
export function settingsRoutes({ store, trail, clock, fixed }: SettingsDeps): OpenAPIHono<AppEnv> {
  const routes = newRoutes()
  const answer = () => {
    const { keys, retentionDays } = store.current()
    return {
      retention: {
        days: fixed.retentionDays ?? retentionDays ?? null,
        diskPercent: fixed.diskPercent ?? null,
        isFixed: fixed.retentionDays !== undefined,
      },
      ingestKeys: [
        ...keys.map(({ id, name, hint, origins, created }) => ({ id, name, hint, origins, created })),
        ...fixed.keys.map(({ hint, origins }) => ({ id: null, name: null, hint, origins, created: null })),
      ],
    }
  }

  routes.openapi(getRoute, (c) => c.json(answer(), 200))

  routes.openapi(retentionRoute, async (c) => {
    if (fixed.retentionDays !== undefined) throw new ProblemError(SET_BY_ENVIRONMENT)
    const { days } = c.req.valid('json')
    const record = { tenant: c.get('tenant'), actor: c.get('actor'), reason: '', outcome: 'done' } as const
    await trail.append({
      ...record,
      action: 'set-retention',
      subject: days === null ? 'keep' : `${days} days`,
    })
    const { retentionDays: _before, ...rest } = store.current()
    store.save({ ...rest, ...(days === null ? {} : { retentionDays: days }) })
    return c.json(answer(), 200)
  })

  routes.openapi(newKeyRoute, async (c) => {
    const { name, origins } = c.req.valid('json')
    const tenant = c.get('tenant')
    if (store.current().keys.length >= MAX_STORED_KEYS) throw new ProblemError(TOO_MANY)
    const { key, stored } = makeKey({ name, origins, tenant, created: clock.now() })
    const subject = `${stored.hint} ${name}`
    await trail.append({
      tenant,
      actor: c.get('actor'),
      action: 'make-key',
      subject,
      reason: '',
      outcome: 'done',
    })
    // Read again: while the audit was written, another key may have been made or taken back.
    const now = store.current()
    store.save({ ...now, keys: [...now.keys, stored] })
    c.header('cache-control', 'no-store')
    return c.json({ id: stored.id, key }, 200)
  })

  routes.openapi(deleteKeyRoute, async (c) => {
    const { id } = c.req.valid('param')
    const settings = store.current()
    const gone = settings.keys.find((it) => it.id === id)
    if (!gone) throw new ProblemError({ status: 404, code: 'unknown-key', title: 'There is no such key' })
    await trail.append({
      tenant: c.get('tenant'),
      actor: c.get('actor'),
      action: 'delete-key',
      subject: `${gone.hint} ${gone.name}`,
      reason: '',
      outcome: 'done',
    })
    store.save({ ...store.current(), keys: store.current().keys.filter((it) => it.id !== id) })
    return c.json(answer(), 200)
  })
  return routes
}

const SET_BY_ENVIRONMENT = {
  status: 409,
  code: 'set-by-environment',
  title: 'The environment sets this',
  detail: 'CLUELINE_RETENTION_DAYS comes first. Start the server without it to set the days here.',
} as const

const TOO_MANY = {
  status: 409,
  code: 'too-many-keys',
  title: 'There are too many keys',
  detail: `${MAX_STORED_KEYS} keys are the most. Take back those that nobody uses.`,
} as const
