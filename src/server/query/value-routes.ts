import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { FIELD_NAMES } from '#protocol/query-lang/fields.ts'
import { sessionField } from '#protocol/query-lang/queryable-event.ts'
import { ValuesAnswer } from '#protocol/schema/query-answers.ts'
import { ValuesParams } from '#protocol/schema/query-params.ts'
import type { AppEnv } from '../http/env.ts'
import { newRoutes } from '../http/routes.ts'
import { aboutScope, json, QUERY_PROBLEMS } from './answers.ts'
import type { QueryDeps } from './query-deps.ts'
import { invalid } from './scope-params.ts'
import { VALUE_FIELDS, type ValueReader, type ValueSource } from './value-reader.ts'

const route = createRoute({
  method: 'get',
  path: '/api/events/values',
  summary: 'The most frequent values of one field, or the keys of attributes',
  request: { query: ValuesParams },
  responses: { 200: json(ValuesAnswer, 'Values with the number of their events'), ...QUERY_PROBLEMS },
})

/** What completes a query, and what a facet shows beyond its first values. */
export function valueRoutes(reader: ValueReader, deps: QueryDeps): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(route, async (c) => {
    const params = c.req.valid('query')
    const source = sourceFrom(params.field)
    const request = { source, contains: params.contains, limit: params.limit }
    const answer = await aboutScope(
      c,
      deps,
      params,
      (scope, control) => reader.values(scope, request, control),
      ({ values, distinct }) => ({ values, distinct }),
    )
    return c.json(answer, 200)
  })
}

const ATTRIBUTE = 'attr.'
const CUSTOM = 'session.custom.'
const SESSION = 'session.'

function sourceFrom(field: string): ValueSource {
  if (field === ATTRIBUTE) return { of: 'attribute-keys' }
  if (field.startsWith(ATTRIBUTE)) return { of: 'attribute', key: field.slice(ATTRIBUTE.length) }
  if (field === CUSTOM) return { of: 'session-custom-keys' }
  if (field.startsWith(CUSTOM)) return { of: 'session', key: field.slice(SESSION.length) }
  const name = FIELD_NAMES.find((it) => it === field)
  const own = VALUE_FIELDS.find((it) => it === field)
  if (own) return { of: 'event', field: own }
  if (name === 'account' || name === 'staff' || name === 'device') return { of: 'identity', field: name }
  if (name?.startsWith(SESSION) && name !== 'session.custom')
    return { of: 'session', key: sessionField(name) }
  throw invalid(
    'field',
    `Expected one of ${VALUE_FIELDS.join(', ')}, account, staff, device, session.<field>, attr.<key>, or attr. for the keys.`,
  )
}
