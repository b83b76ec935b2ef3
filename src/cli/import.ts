import { defineCommand } from 'citty'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { checkArguments } from './arguments.ts'
import { createClient, serverArgs, type Client } from './client.ts'
import { Refused } from './failure.ts'
import { showProgress, type Progress } from './progress.ts'
import { terminalText } from './terminal-text.ts'

const args = {
  file: {
    type: 'positional',
    description: 'NetLog, structured event JSON or NDJSON; also .gz',
    required: true,
  },
  json: { type: 'boolean', description: 'One line per file, as JSON' },
  salvage: { type: 'boolean', description: 'Keep the whole events before a fault' },
  ...serverArgs,
} as const

/** As much of the server's answer as is printed; the contract of `--json`. */
interface Imported {
  readonly format: string | null
  readonly sessions: readonly string[]
  readonly read: number
  readonly stored: number
  readonly duplicates: number
  readonly rejected: number
  readonly truncated: boolean
}

function jsonLine(file: string, it: Imported): string {
  const { format, sessions, read, stored, duplicates, rejected, truncated } = it
  return JSON.stringify({ file, format, sessions, read, stored, duplicates, rejected, truncated })
}

function textLine(file: string, it: Imported): string {
  const { format, read, stored, duplicates, rejected, truncated } = it
  const parts = [
    `${read} events read`,
    `${stored} stored`,
    ...(duplicates > 0 ? [`${duplicates} stored before`] : []),
    ...(rejected > 0 ? [`${rejected} rejected`] : []),
    ...(truncated ? ['the file is cut off'] : []),
  ]
  return `${terminalText(file)}: ${format ?? 'unknown format'}, ${parts.join(', ')}`
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch((cause: unknown) => {
    const code = (cause as NodeJS.ErrnoException).code
    throw new Refused(
      code === 'ENOENT' ? 'There is no such file.' : `It cannot be read (${code ?? 'unknown'}).`,
    )
  })
  if (!found.isFile()) throw new Refused('It is no file.')
  return found.size
}

async function importFile(
  client: Client,
  file: string,
  salvage: boolean,
  progress: Progress,
): Promise<Imported> {
  const size = await sizeOf(file)
  const source = createReadStream(file)
  const counted = Readable.from(
    (async function* () {
      for await (const part of source as AsyncIterable<Buffer>) {
        yield part
        progress.advance(part.length)
      }
    })(),
  )
  const params = new URLSearchParams({ name: basename(file), ...(salvage ? { salvage: 'true' } : {}) })
  progress.begin(basename(file), size)
  try {
    const answer = (await client.json(`/api/import?${params.toString()}`, {
      method: 'POST',
      stream: Readable.toWeb(counted) as ReadableStream<Uint8Array>,
      headers: { 'content-type': 'application/octet-stream', 'content-length': String(size) },
    })) as { readonly imports: readonly Imported[] }
    const [imported] = answer.imports
    if (!imported) throw new Error('the server answered an import with none')
    return imported
  } finally {
    source.destroy()
    progress.end()
  }
}

export const importCommand = defineCommand({
  meta: { name: 'import', description: 'Import log files' },
  args,
  run: async ({ args: given }) => {
    checkArguments(given, args, { from: 1, to: Number.POSITIVE_INFINITY })
    const client = createClient(given.url)
    const progress = showProgress(process.stderr)
    const refused: string[] = []
    for (const file of given._) {
      try {
        const imported = await importFile(client, file, given.salvage ?? false, progress)
        console.log(given.json ? jsonLine(file, imported) : textLine(file, imported))
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        refused.push(file)
        console.error(`${terminalText(file)}: ${terminalText(error.message)}`)
      }
    }
    if (refused.length > 0 && given._.length > 1)
      throw new Refused(`${refused.length} of ${given._.length} files were refused.`)
    if (refused.length > 0) throw new Refused('')
  },
})
