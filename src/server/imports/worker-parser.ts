import { Worker } from 'node:worker_threads'
import { PARSER_HEAP_MB, PARSER_YOUNG_HEAP_MB } from './import-limits.ts'
import type { FromParser, Parser, ParserData, StartParser } from './parser-messages.ts'

/** Parsers as threads of this process. `path`: the built `import-worker.js`. */
export function workerParsers(path: string | URL): StartParser {
  return (data: ParserData): Parser => {
    const worker = new Worker(path, {
      workerData: data,
      resourceLimits: {
        maxOldGenerationSizeMb: PARSER_HEAP_MB,
        maxYoungGenerationSizeMb: PARSER_YOUNG_HEAP_MB,
      },
      name: 'clueline-import',
    })
    let stopped = false
    let onDeath: ((reason: string) => void) | undefined
    worker.on('error', (error: Error) => {
      if (!stopped) onDeath?.(error.message)
    })
    worker.on('exit', (code) => {
      if (!stopped && code !== 0) onDeath?.(`the parser ended with status ${code}`)
    })
    return {
      send: (message) => {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        worker.postMessage(message)
      },
      listen: (onMessage) => {
        worker.on('message', (message: FromParser) => {
          if (!stopped) onMessage(message)
        })
      },
      onDeath: (listener) => {
        onDeath = listener
      },
      stop: async () => {
        stopped = true
        await worker.terminate()
      },
    }
  }
}
