import { ProblemError, type Problem } from '../http/problem.ts'

/** One file of a multipart/form-data body; must be read or cancelled before the next one comes. */
export interface MultipartFile {
  readonly name: string
  readonly body: ReadableStream<Uint8Array>
}

const MAX_BOUNDARY_CHARS = 70
const MAX_HEAD_BYTES = 16 * 1024
/** One request is one person's choice of files. */
const MAX_PARTS = 1_000
const CRLF = '\r\n'

/** The boundary of a multipart/form-data content type; undefined for any other type. */
export function multipartBoundary(contentType: string): string | undefined {
  const match = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType)
  const boundary = match?.[1] ?? match?.[2]
  return boundary !== undefined && boundary.length <= MAX_BOUNDARY_CHARS ? boundary : undefined
}

/**
 * The files of a multipart body (RFC 7578) as streams, one after the other, nothing buffered but a boundary's length.
 * Fields without a file name are skipped. Throws a ProblemError for a body that is broken or has too many parts, when it
 * comes to that place.
 */
export async function* filesOfMultipart(
  body: ReadableStream<Uint8Array>,
  boundary: string,
): AsyncGenerator<MultipartFile> {
  const reader = body.getReader()
  const delimiter = Buffer.from(`${CRLF}--${boundary}`)
  // The first delimiter has no line break before it; with one put there, all are alike.
  let buffer = Buffer.from(CRLF)
  let ended = false

  async function more(): Promise<boolean> {
    const { done, value } = await reader.read()
    if (done) ended = true
    else buffer = Buffer.concat([buffer, value])
    return !done
  }

  /** Bytes up to the next delimiter, as they come; undefined behind the last, with the delimiter taken. */
  async function nextBytes(): Promise<Uint8Array | undefined> {
    for (;;) {
      const at = buffer.indexOf(delimiter)
      if (at === 0) {
        buffer = buffer.subarray(delimiter.length)
        return undefined
      }
      const safe = at > 0 ? at : buffer.length - delimiter.length + 1
      if (safe > 0) {
        const bytes = buffer.subarray(0, safe)
        buffer = buffer.subarray(safe)
        return bytes
      }
      if (!(await more())) throw broken('it ends in the middle of a part')
    }
  }

  async function readHead(): Promise<string | undefined> {
    while (buffer.length < 2 && (await more()));
    if (buffer.subarray(0, 2).toString('latin1') === '--') return undefined
    const end = Buffer.from(`${CRLF}${CRLF}`)
    for (;;) {
      const at = buffer.indexOf(end)
      if (at >= 0) {
        const head = buffer.subarray(0, at).toString('utf8')
        buffer = buffer.subarray(at + end.length)
        return head
      }
      if (buffer.length > MAX_HEAD_BYTES) throw broken('the head of a part is too long')
      if (ended || !(await more())) throw broken('it ends in the head of a part')
    }
  }

  try {
    while ((await nextBytes()) !== undefined);
    for (let count = 0; ; count++) {
      const head = await readHead()
      if (head === undefined) return
      if (count >= MAX_PARTS) throw new ProblemError(TOO_MANY)
      const name = fileNameOf(head)
      const part: { open: boolean; pending?: Promise<Uint8Array | undefined> } = { open: true }
      if (name !== undefined) {
        const body = new ReadableStream<Uint8Array>(
          {
            async pull(controller) {
              part.pending = nextBytes()
              const bytes = await part.pending
              if (bytes) return controller.enqueue(bytes)
              part.open = false
              return controller.close()
            },
          },
          // Reads nothing before it is asked: what follows the part is read elsewhere.
          { highWaterMark: 0 },
        )
        yield { name, body }
        // A reader that gave up may have left a read under way, which may be the part's last.
        const last = await part.pending
        if (part.pending !== undefined && last === undefined) part.open = false
      }
      // A field, or what a reader left of its file.
      while (part.open && (await nextBytes()) !== undefined);
    }
  } finally {
    reader.cancel().catch(() => {})
  }
}

function fileNameOf(head: string): string | undefined {
  const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? ''
  const extended = /;\s*filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1]
  if (extended !== undefined) {
    try {
      return decodeURIComponent(extended.trim())
    } catch {
      return extended.trim()
    }
  }
  return /;\s*filename="((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1]?.replaceAll('%22', '"')
}

const TOO_MANY: Problem = {
  status: 413,
  code: 'too-many-files',
  title: 'The request has too many files',
  detail: `The first ${MAX_PARTS} were taken. Send the others in another request.`,
}

function broken(why: string): ProblemError {
  return new ProblemError({
    status: 400,
    code: 'broken-multipart',
    title: 'The multipart body is broken',
    detail: `${why[0]?.toUpperCase()}${why.slice(1)}.`,
  })
}
