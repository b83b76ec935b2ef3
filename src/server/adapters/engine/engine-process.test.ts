import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { engineStatement } from './engine-http.ts'
import { exitOf } from './engine-process.ts'

test('the end of a process is seen though something else keeps its pipes open', async () => {
  // The grandchild inherits the pipe, and says who it is so that it can be ended.
  const program = `
    const { spawn } = require('node:child_process')
    const held = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'inherit', detached: true })
    held.unref()
    console.log(held.pid)
    process.exit(3)`
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  onTestFinished(() => void process.kill(Number(output)))
  const exit = await exitOf(child, () => output.trim())
  expect(exit).toEqual({ code: 3, signal: null, reason: output.trim() })
  expect(Number(exit.reason)).toBeGreaterThan(0)
})

test('a statement that the engine never answers ends when the server stops', async () => {
  const stopping = new AbortController()
  const server = createServer(() => stopping.abort())
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const connection = {
    mode: 'embedded',
    url: `http://127.0.0.1:${port}`,
    headers: {},
    database: 'x',
    writer: { username: 'a', password: 'b' },
  } as const
  await expect(engineStatement(connection, 'SELECT 1', 120_000, stopping.signal)).rejects.toThrow(/abort/i)
})
