import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below the ranges that Linux (32768) and macOS (49152) give to outgoing connections, above the well-known ports. */
const FIRST_PORT = 20_000
const LAST_PORT = 32_000
const ATTEMPTS = 50

export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)))
  })
}

/** A free loopback port at random. It can be taken before the engine opens it: the caller tries again. */
export async function pickPort(): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = randomInt(FIRST_PORT, LAST_PORT)
    if (await isPortFree(port)) return port
  }
  throw new Error(`no free port between ${FIRST_PORT} and ${LAST_PORT}`)
}
