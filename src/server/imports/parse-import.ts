import { createImporter } from '#importers/create-importer.ts'
import type { ImportFailure, ImportSummary } from '#importers/importer.ts'
import type { Result } from '#protocol/result.ts'
import { err, ok } from '#protocol/result.ts'
import { createKeyring } from '../process/keyring.ts'
import { createChunkSink } from './chunk-sink.ts'
import { expand, ExpandError } from './expand.ts'
import { createGate, type Gate } from './gate.ts'
import { MAX_CHUNKS_IN_FLIGHT, MAX_EXPANDED_BYTES, PIECE_BYTES } from './import-limits.ts'
import type { FromParser, ParserData, ParserPort, ParserProgress, ToParser } from './parser-messages.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Reads one file from the port and sends back its events, ready to be written. Bounded on both sides:
 * the sender stays at most `MAX_BYTES_AHEAD` before it, and it stays at most `MAX_CHUNKS_IN_FLIGHT` before the store.
 */
export async function parseImport(port: ParserPort<ToParser, FromParser>, data: ParserData): Promise<void> {
  const inFlight = createGate(MAX_CHUNKS_IN_FLIGHT)
  const inbox = openInbox(port, inFlight)
  const sink = createChunkSink(createKeyring(data.masterKeys).of(data.tenant))
  let bytes = 0
  const progress = (): ParserProgress => ({ bytes, read: sink.read, rejected: sink.rejected })

  async function* input(): AsyncGenerator<Uint8Array> {
    for (let next = await inbox.bytes(); next !== undefined; next = await inbox.bytes()) {
      bytes += next.length
      yield next
      port.send({ type: 'taken', bytes: next.length, progress: progress() })
    }
  }

  async function handOver(): Promise<void> {
    const parts = sink.take()
    if (parts.length === 0) return
    inFlight.add(1)
    port.send({ type: 'chunk', parts, progress: progress() })
    await inFlight.room()
  }

  const result = await readAll()
  if (result.ok) {
    await handOver()
    port.send({ type: 'done', summary: result.value, progress: progress() })
  } else port.send({ type: 'failed', failure: result.error })

  async function readAll(): Promise<Result<ImportSummary, ImportFailure>> {
    const importer = createImporter(sink, {
      decodeUtf8: (it) => decoder.decode(it),
      salvage: data.salvage,
      copySessions: data.copySessions,
    })
    const expanded = expand(input())
    let size = 0
    try {
      for await (const block of expanded.bytes) {
        size += block.length
        if (size > MAX_EXPANDED_BYTES) return err(tooLarge())
        for (let from = 0; from < block.length; from += PIECE_BYTES) {
          const pushed = importer.push(block.subarray(from, from + PIECE_BYTES))
          if (!pushed.ok) return pushed
          if (sink.isFull) await handOver()
        }
      }
    } catch (error) {
      if (error instanceof ExpandError)
        return err({ code: 'unknown-format', detail: error.message, salvageable: 0 })
      throw error
    }
    const ended = importer.end()
    return ended.ok && expanded.wasCut() ? ok({ ...ended.value, truncated: true }) : ended
  }
}

function tooLarge(): ImportFailure {
  const detail = `The file has more than ${MAX_EXPANDED_BYTES / 1024 ** 3} GiB when decompressed: import it in parts.`
  return { code: 'too-large', detail, salvageable: 0 }
}

interface Inbox {
  /** The next bytes of the file; undefined at its end. */
  bytes(): Promise<Uint8Array | undefined>
}

function openInbox(port: ParserPort<ToParser, FromParser>, inFlight: Gate): Inbox {
  const waiting: Uint8Array[] = []
  let ended = false
  let wake: (() => void) | undefined
  port.listen((message) => {
    if (message.type === 'stored') return inFlight.remove(1)
    if (message.type === 'bytes') waiting.push(message.bytes)
    else ended = true
    return wake?.()
  })
  return {
    async bytes() {
      for (;;) {
        const next = waiting.shift()
        if (next !== undefined || ended) return next
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}
