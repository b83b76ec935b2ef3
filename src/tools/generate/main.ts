import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { createGzip } from 'node:zlib'
import { sessionLines } from './ndjson.ts'
import { netLogText } from './netlog.ts'
import { readOptions, USAGE, type Format, type Options, type RawOptions } from './options.ts'
import { sampleText } from './sample.ts'
import { generateSessions } from './sessions.ts'
import { vocabularyDoc } from './vocabulary-doc.ts'

const EXIT_REFUSED = 1
const EXIT_USAGE = 2

function* ndjsonText(options: Options): Generator<string, void, undefined> {
  for (const session of generateSessions(options)) yield `${[...sessionLines(session)].join('\n')}\n`
}

const TEXT: Readonly<Record<Format, (options: Options) => Iterable<string>>> = {
  ndjson: ndjsonText,
  netlog: netLogText,
  sample: () => [sampleText()],
  vocabulary: () => [vocabularyDoc()],
}

async function write(options: Options): Promise<void> {
  const source = Readable.from(TEXT[options.format](options))
  if (options.out === undefined) return pipeline(source, process.stdout)
  await mkdir(dirname(options.out), { recursive: true })
  const target = createWriteStream(options.out)
  return options.out.endsWith('.gz') ? pipeline(source, createGzip(), target) : pipeline(source, target)
}

function readArguments(): RawOptions | 'help' {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      format: text,
      events: text,
      seed: text,
      start: text,
      days: text,
      out: text,
      help: { type: 'boolean' },
    },
  })
  const { help, ...raw } = values
  return help === true ? 'help' : raw
}

/** A closed pipe (`| head`) is the reader's wish, not a failure. */
function isClosedPipe(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'EPIPE' || error.code === 'ERR_STREAM_PREMATURE_CLOSE')
  )
}

async function main(): Promise<number> {
  let raw: ReturnType<typeof readArguments>
  try {
    raw = readArguments()
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
    return EXIT_USAGE
  }
  if (raw === 'help') {
    console.log(USAGE)
    return 0
  }
  const options = readOptions(raw)
  if (!options.ok) {
    console.error(`${options.error}\n${USAGE}`)
    return EXIT_USAGE
  }
  try {
    await write(options.value)
    return 0
  } catch (error) {
    if (isClosedPipe(error)) return 0
    console.error(`could not write ${options.value.out ?? 'to standard output'}: ${String(error)}`)
    return EXIT_REFUSED
  }
}

process.exitCode = await main()
