import { platform, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { PARSER_NICENESS } from './import-limits.ts'
import { parseImport } from './parse-import.ts'
import type { FromParser, ParserData, ToParser } from './parser-messages.ts'

/** Entry of the parser's thread: one file, then the thread ends. */
const port = parentPort
if (port === null) throw new Error('this file runs as a worker thread')

// On Linux niceness belongs to the calling thread; elsewhere it would slow down the whole server.
if (platform() === 'linux') setPriority(PARSER_NICENESS)

await parseImport(
  {
    send: (message: FromParser) => {
      port.postMessage(message)
    },
    listen: (onMessage: (message: ToParser) => void) => {
      port.on('message', onMessage)
    },
  },
  workerData as ParserData,
)
port.close()
