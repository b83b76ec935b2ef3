import type { OpenAPIHono } from '@hono/zod-openapi'
import { readEnvelope, type EnvelopeFault } from '#protocol/read-envelope.ts'
import { err, ok, type Result } from '#protocol/result.ts'
import type { UploadAnswer } from '#protocol/envelope.ts'
import type { AppEnv } from '../http/env.ts'
import { problemResponse, type Problem } from '../http/problem.ts'
import { newRoutes } from '../http/routes.ts'
import type { Clock } from '../ports.ts'
import { acceptUpload, type AcceptDeps } from './accept-upload.ts'
import { shareBytes, type ByteBudget } from './byte-budget.ts'
import { allowsOrigin, type IngestKey, type IngestKeys } from './ingest-keys.ts'
import { uploadOperation } from './ingest-openapi.ts'
import { BYTES_PER_EVENT, DEFAULT_EVENTS_PER_SECOND, tokenBucket, type TokenBucket } from './rate-limit.ts'
import { readUpload } from './read-body.ts'

export interface IngestDeps extends AcceptDeps {
  readonly keys: IngestKeys
  readonly clock: Clock
  /** Tests shorten it. */
  readonly maxUploadSeconds?: number
  /** Tests lower it. */
  readonly maxBytesInHand?: number
}

/** Uploads that are read, parsed or written at the same time; more are sent back with 503. Four of the largest. */
const MAX_BYTES_IN_HAND = 256 * 1024 * 1024
const PREFLIGHT_SECONDS = 86_400

interface Buckets {
  readonly events: TokenBucket
  readonly bytes: TokenBucket
}

/** `POST /v1/events`. Takes no cookie and no login: the ingest key in the body is write-only. */
export function ingestRoutes(deps: IngestDeps): OpenAPIHono<AppEnv> {
  const app = newRoutes()
  const buckets = new Map<string, Buckets>()
  const memory = shareBytes(deps.maxBytesInHand ?? MAX_BYTES_IN_HAND)

  app.openAPIRegistry.registerPath(uploadOperation)
  app.options('/v1/events', (c) => preflight(deps.keys, c.req.raw))
  app.post('/v1/events', async (c) => {
    const request = c.req.raw
    const origin = c.req.header('origin')
    const budget = memory.open()
    try {
      const answer = await upload(deps, buckets, budget, request)
      const response = answer.ok ? Response.json(answer.value) : problemResponse(answer.error)
      return withCors(response, deps.keys, origin)
    } finally {
      budget.close()
    }
  })
  return app
}

async function upload(
  deps: IngestDeps,
  buckets: Map<string, Buckets>,
  budget: ByteBudget,
  request: Request,
): Promise<Result<UploadAnswer, Problem>> {
  const body = await readUpload(request, budget, deps.maxUploadSeconds)
  if (!body.ok) return body
  const envelope = readEnvelope(body.value.value)
  if (!envelope.ok) return err(envelopeProblem(envelope.error))
  const key = deps.keys.find(envelope.value.key)
  if (key === undefined) return err(UNKNOWN_KEY)
  const origin = request.headers.get('origin') ?? undefined
  if (!allowsOrigin(key, origin)) return err(originProblem(origin))
  const received = deps.clock.now()
  const allowed = takeTokens(buckets, key, envelope.value.events.length, body.value.bytes, received)
  if (!allowed.ok) return allowed
  const userAgent = request.headers.get('user-agent') ?? undefined
  return acceptUpload(deps, {
    tenant: key.tenant,
    envelope: envelope.value,
    received,
    ...(userAgent !== undefined && { userAgent }),
  })
}

function takeTokens(
  buckets: Map<string, Buckets>,
  { key, eventsPerSecond = DEFAULT_EVENTS_PER_SECOND }: IngestKey,
  events: number,
  bytes: number,
  now: ReturnType<Clock['now']>,
): Result<undefined, Problem> {
  let bucket = buckets.get(key)
  if (bucket === undefined) {
    bucket = { events: tokenBucket(eventsPerSecond), bytes: tokenBucket(eventsPerSecond * BYTES_PER_EVENT) }
    buckets.set(key, bucket)
  }
  const wait = bucket.events.take(events, now) || bucket.bytes.take(bytes, now)
  if (wait === 0) return ok(undefined)
  return err({
    status: 429,
    code: 'too-many-events',
    title: 'This ingest key sends too much',
    detail: `It may send ${eventsPerSecond} events of ${BYTES_PER_EVENT} bytes per second. Try again in ${wait} s.`,
    retryAfterSeconds: wait,
  })
}

/** The preflight cannot say which key will come; the upload itself is checked against its own key's origins. */
function preflight(keys: IngestKeys, request: Request): Response {
  const origin = request.headers.get('origin') ?? undefined
  if (origin === undefined || !keys.anyAllows(origin)) return problemResponse(originProblem(origin))
  const headers = new Headers({
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'content-type',
    'access-control-max-age': String(PREFLIGHT_SECONDS),
  })
  // A public page that logs to a server in the company's own network.
  if (request.headers.get('access-control-request-private-network') === 'true') {
    headers.set('access-control-allow-private-network', 'true')
  }
  return withCors(new Response(null, { status: 204, headers }), keys, origin)
}

/** Lets the page read the answer, refusals included. Never with credentials. */
function withCors(response: Response, keys: IngestKeys, origin: string | undefined): Response {
  response.headers.set('cache-control', 'no-store')
  response.headers.append('vary', 'origin')
  if (origin === undefined || !keys.anyAllows(origin)) return response
  response.headers.set('access-control-allow-origin', origin)
  response.headers.set('access-control-expose-headers', 'retry-after')
  return response
}

const ENVELOPE_PROBLEMS: Readonly<Record<EnvelopeFault['code'], Omit<Problem, 'code' | 'detail'>>> = {
  'invalid-envelope': { status: 400, title: 'The upload is not what this address takes' },
  'unsupported-envelope': { status: 400, title: 'The upload is of a version that this server does not know' },
  'too-many-events': { status: 413, title: 'The upload has too many events' },
}

function envelopeProblem({ code, detail }: EnvelopeFault): Problem {
  return { ...ENVELOPE_PROBLEMS[code], code, detail }
}

function originProblem(origin: string | undefined): Problem {
  return {
    status: 403,
    code: 'origin-refused',
    title: 'Pages of this origin may not send events with this key',
    detail: `Add ${origin === undefined ? 'the page’s origin' : origin.slice(0, 200)} to the key in CLUELINE_INGEST_KEYS.`,
  }
}

const UNKNOWN_KEY: Problem = {
  status: 401,
  code: 'unknown-key',
  title: 'This server does not know the ingest key',
  detail: 'Check `key` in the upload against CLUELINE_INGEST_KEYS of the server.',
}
