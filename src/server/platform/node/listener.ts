import { createAdaptorServer } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { err, ok, type Result } from '#protocol/result.ts'
import { problemResponse, type Problem } from '../../http/problem.ts'

/** The head of a request is small; who takes longer holds a socket open on purpose. */
const HEADERS_TIMEOUT_MS = 10_000
/** No byte in either direction for this long: the other side is gone. Live tails send a sign of life more often. */
const IDLE_TIMEOUT_MS = 120_000
/** Long queries travel in the address: 32 KiB of it and the usual headers. */
const MAX_HEADER_BYTES = 48 * 1024

export interface Listener {
  /** The port that was opened: the asked one, or a free one for 0. */
  readonly port: number
  /** No new request is taken; what runs may finish within the time, then its connection is cut. */
  close(graceMs: number): Promise<void>
}

type Fetch = (request: Request, bindings: unknown) => Response | Promise<Response>

/** Network address of the other end. */
export function peerOf(bindings: unknown): string | undefined {
  if (typeof bindings !== 'object' || bindings === null || !('incoming' in bindings)) return undefined
  return getConnInfo({ env: bindings } as Context).remote.address
}

/** Opens the port. The failure is a sentence. */
export async function listen(fetch: Fetch, host: string, port: number): Promise<Result<Listener, string>> {
  const server = createAdaptorServer({
    fetch,
    hostname: host,
    serverOptions: {
      headersTimeout: HEADERS_TIMEOUT_MS,
      // An import may stream for minutes; the idle timeout below still ends a silent one.
      requestTimeout: 0,
      maxHeaderSize: MAX_HEADER_BYTES,
    },
  }) as Server
  server.setTimeout(IDLE_TIMEOUT_MS)
  server.on('clientError', (error, socket) => void refuseBrokenRequest(error, socket as Socket))
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host, port, exclusive: true }, () => {
        server.off('error', reject)
        resolve()
      })
    })
  } catch (error) {
    return err(listenFault(error as NodeJS.ErrnoException, host, port))
  }
  return ok({ port: (server.address() as AddressInfo).port, close: (graceMs) => close(server, graceMs) })
}

function listenFault(error: NodeJS.ErrnoException, host: string, port: number): string {
  const noAddress = `HOST is ${host}, which is no address of this machine. Use 127.0.0.1, or an address it has.`
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE:
      `Port ${port} on ${host} is in use by another program, maybe another Clueline. ` +
      'Stop it, or choose another port: PORT=4681 npm start',
    EACCES: `This user may not open port ${port}. Choose one above 1023: PORT=4680`,
    EADDRNOTAVAIL: noAddress,
    ENOTFOUND: noAddress,
  }
  return sentences[error.code ?? ''] ?? `Port ${port} on ${host} cannot be opened: ${error.message}`
}

async function close(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  server.closeIdleConnections()
  const cut = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(cut)
}

const BROKEN: Problem = { status: 400, code: 'invalid-request', title: 'This is not an HTTP request' }
const HEAD_TOO_LARGE: Problem = {
  status: 413,
  code: 'too-large',
  title: 'The address and headers are too large',
}

/** What Node's parser refuses never reaches the app: it gets the same form of answer here. */
async function refuseBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): Promise<void> {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const problem = error.code === 'HPE_HEADER_OVERFLOW' ? HEAD_TOO_LARGE : BROKEN
  const body = await problemResponse(problem).text()
  socket.end(
    `HTTP/1.1 ${problem.status} Refused\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}
