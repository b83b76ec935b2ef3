import { DEFAULT_PORT } from '#server/platform/defaults.ts'
import { Refused, WrongUsage } from './failure.ts'

/** How the command line asks the running server. */
export interface Client {
  readonly url: string
  /** Resolves with an answer of success; throws `Refused` with the server's own reason otherwise. */
  request(path: string, init?: RequestOptions): Promise<Response>
  json(path: string, init?: RequestOptions): Promise<unknown>
}

interface RequestOptions {
  readonly method?: string
  readonly body?: unknown
  /** Sent as it is, however long. */
  readonly stream?: ReadableStream<Uint8Array>
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

export const serverArgs = {
  url: {
    type: 'string',
    description: `Address of the server (CLUELINE_URL, http://127.0.0.1:${DEFAULT_PORT})`,
    valueHint: 'address',
  },
} as const

/** An answer that starts later than this is not coming: the longest query of the server is shorter. */
const ANSWER_TIMEOUT_MS = 60_000

interface ProblemBody {
  readonly title?: unknown
  readonly detail?: unknown
  readonly position?: unknown
}

/** @param url from `--url`; otherwise CLUELINE_URL, otherwise the default port (or PORT) of this machine. */
export function createClient(url: string | undefined, env: NodeJS.ProcessEnv = process.env): Client {
  const address = url ?? env['CLUELINE_URL'] ?? `http://127.0.0.1:${env['PORT'] || DEFAULT_PORT}`
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) {
    throw new WrongUsage(`"${address}" is no address. Write it like http://127.0.0.1:${DEFAULT_PORT}.`)
  }
  const token = env['CLUELINE_TOKEN']
  const headers = {
    'x-clueline': '1',
    ...(token === undefined || token === '' ? {} : { authorization: `Bearer ${token}` }),
  }

  const request = async (path: string, options: RequestOptions = {}): Promise<Response> => {
    const { method = 'GET', body, stream, signal } = options
    const init: RequestInit & { duplex?: 'half' } = {
      method,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(stream ? { body: stream, duplex: 'half' } : {}),
      ...(stream ? {} : { signal: signal ?? AbortSignal.timeout(ANSWER_TIMEOUT_MS) }),
    }
    let response: Response
    try {
      response = await fetch(new URL(path, address), init)
    } catch (cause) {
      throw new Refused(unreachable(address, cause), { cause })
    }
    if (response.ok) return response
    throw new Refused(await reasonOf(response))
  }
  return {
    url: address,
    request,
    json: async (path, options) => (await request(path, options)).json(),
  }
}

/** fetch hides what happened in the cause of its error, and several addresses in the errors of that. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('code' in error && typeof error.code === 'string') return error.code
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause
  return codeOf(inner)
}

function unreachable(address: string, cause: unknown): string {
  if (cause instanceof Error && cause.name === 'TimeoutError') {
    return `The server at ${address} did not answer in ${ANSWER_TIMEOUT_MS / 1_000} s.`
  }
  const code = codeOf(cause)
  if (code === 'ECONNREFUSED') {
    return `No server answers at ${address}. Start one with "npm start", or name another with --url or CLUELINE_URL.`
  }
  return `The connection to ${address} failed or broke off (${code ?? 'no reason given'}).`
}

async function reasonOf(response: Response): Promise<string> {
  const body = (await response.json().catch(() => ({}))) as ProblemBody
  const title = typeof body.title === 'string' ? body.title : `The server answered ${response.status}.`
  const detail = typeof body.detail === 'string' ? body.detail : ''
  if (detail === '') return title
  return detail.startsWith(title) ? detail : `${title}: ${detail}`
}
