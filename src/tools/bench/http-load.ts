import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { openLoadFile, type LoadFile } from './load-file.ts'

export interface LoadResult {
  readonly seconds: number
  readonly stored: number
  readonly duplicates: number
  readonly rejected: number
  /** Milliseconds from sending a body to its acknowledgement, one per accepted body. */
  readonly acknowledged: readonly number[]
  /** Answers that asked to come again later (429, 503); each body is sent until it is accepted. */
  readonly postponed: number
}

interface Answer {
  readonly status: number
  readonly retryAfter: number
  readonly text: string
}

function post(agent: Agent, url: URL, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'text/plain', 'content-length': body.length }
    const sent = request(url, { agent, method: 'POST', headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: Number(response.headers['retry-after'] ?? 1),
          text,
        }),
      )
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Sends every body once over `connections` connections, as fast as the answers come. */
export async function runLoad(origin: string, load: LoadFile, connections: number): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const url = new URL('/v1/events', origin)
  const source = openLoadFile(load)
  const acknowledged: number[] = []
  const sum = { stored: 0, duplicates: 0, rejected: 0, postponed: 0 }
  let next = 0

  async function connection(): Promise<void> {
    while (next < load.bodies.length) {
      const body = source.body(next++)
      const began = performance.now()
      let answer = await post(agent, url, body)
      while (answer.status === 429 || answer.status === 503) {
        sum.postponed += 1
        await sleep(answer.retryAfter * 1_000)
        answer = await post(agent, url, body)
      }
      if (answer.status !== 200)
        throw new Error(`upload refused: ${answer.status} ${answer.text.slice(0, 300)}`)
      acknowledged.push(performance.now() - began)
      const { stored, duplicates, rejected } = JSON.parse(answer.text) as {
        stored: number
        duplicates: number
        rejected: readonly unknown[]
      }
      sum.stored += stored
      sum.duplicates += duplicates
      sum.rejected += rejected.length
    }
  }

  const began = performance.now()
  try {
    await Promise.all(Array.from({ length: connections }, connection))
  } finally {
    agent.destroy()
    source.close()
  }
  return { ...sum, acknowledged, seconds: (performance.now() - began) / 1_000 }
}
