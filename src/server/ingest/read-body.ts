import {
  MAX_GZIP_RATIO,
  MAX_JSON_DEPTH,
  MAX_UPLOAD_BYTES,
  MAX_UPLOAD_EXPANDED_BYTES,
} from '#protocol/limits.ts'
import { err, ok, type Result } from '#protocol/result.ts'
import type { Problem } from '../http/problem.ts'
import type { ByteBudget } from './byte-budget.ts'
import { expandUpload, isGzip, type ExpandFault } from './expand-upload.ts'

/** A phone on a bad network needs 5 MiB / 30 s = 175 KB/s at most; longer is an attack or a dead connection. */
const MAX_UPLOAD_SECONDS = 30
/** Objects and lists of one upload: 5,000 events have three each, nested attributes more. Bounds what parsing costs. */
const MAX_JSON_CONTAINERS = 500_000

/** Bytes, their text, and what is parsed of it. */
const PARSED_FACTOR = 3

export interface UploadBody {
  readonly value: unknown
  /** After gunzip. */
  readonly bytes: number
}

/**
 * The JSON of an upload, plain or gzipped, with size, ratio, nesting and time bounded. Every byte is taken from the
 * budget when it has come, never because a header promised it; what was taken is given back by the caller, when done.
 */
export async function readUpload(
  request: Request,
  budget: ByteBudget,
  maxSeconds: number = MAX_UPLOAD_SECONDS,
): Promise<Result<UploadBody, Problem>> {
  if (Number(request.headers.get('content-length')) > MAX_UPLOAD_BYTES) return err(TOO_LARGE)
  const received = await receive(request, budget, maxSeconds)
  if (!received.ok) return received
  const expanded = await expandBody(received.value, budget)
  if (!expanded.ok) return expanded
  const json = expanded.value
  if (!budget.take(json.length * (PARSED_FACTOR - 1))) return err(BUSY)
  const nesting = checkNesting(json)
  if (nesting) return err(nesting)
  try {
    return ok({ value: JSON.parse(decode(json)) as unknown, bytes: json.length })
  } catch {
    return err({ status: 400, code: 'invalid-json', title: 'The upload is not JSON' })
  }
}

async function receive(
  request: Request,
  budget: ByteBudget,
  maxSeconds: number,
): Promise<Result<Buffer, Problem>> {
  const reader = request.body?.getReader()
  if (reader === undefined) return ok(Buffer.alloc(0))
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), maxSeconds * 1_000)
  })
  const chunks: Uint8Array[] = []
  let bytes = 0
  let fault: Problem | undefined
  try {
    while (fault === undefined) {
      const next = await Promise.race([reader.read(), late])
      if (next === 'late') fault = TOO_SLOW
      else if (next.done) return ok(Buffer.concat(chunks, bytes))
      else {
        bytes += next.value.length
        chunks.push(next.value)
        if (bytes > MAX_UPLOAD_BYTES) fault = TOO_LARGE
        else if (!budget.take(next.value.length)) fault = BUSY
      }
    }
    reader.cancel().catch(() => {})
    return err(fault)
  } catch {
    return err(ABORTED)
  } finally {
    clearTimeout(timer)
  }
}

/** Told apart by the magic bytes, since a cross-origin page cannot set `content-encoding` without a preflight. */
async function expandBody(body: Buffer, budget: ByteBudget): Promise<Result<Buffer, Problem>> {
  if (!isGzip(body)) return ok(body)
  const expanded = await expandUpload(body, budget)
  if (!expanded.ok) return err(EXPAND_PROBLEMS[expanded.error])
  budget.give(body.length)
  return expanded
}

/** One pass over the bytes before anything is built from them. Strings are skipped; UTF-8 never has quotes inside. */
function checkNesting(json: Buffer): Problem | undefined {
  let depth = 0
  let containers = 0
  let inString = false
  for (let i = 0; i < json.length; i++) {
    const byte = json[i]
    if (inString) {
      if (byte === 0x5c) i += 1
      else if (byte === 0x22) inString = false
    } else if (byte === 0x22) inString = true
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1
      containers += 1
      if (depth > MAX_JSON_DEPTH) return TOO_DEEP
      if (containers > MAX_JSON_CONTAINERS) return TOO_COMPLEX
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1
  }
  return undefined
}

function decode(json: Buffer): string {
  const hasByteOrderMark = json[0] === 0xef && json[1] === 0xbb && json[2] === 0xbf
  return json.toString('utf8', hasByteOrderMark ? 3 : 0)
}

const BUSY: Problem = {
  status: 503,
  code: 'busy',
  title: 'The server is taking in as many uploads as it can',
  detail: 'Nothing of this upload was kept; send it again.',
  retryAfterSeconds: 1,
}
const TOO_LARGE: Problem = {
  status: 413,
  code: 'too-large',
  title: 'The upload is too large',
  detail: `One upload may have ${MAX_UPLOAD_BYTES} bytes as sent. Send fewer events at once.`,
}
const EXPANDS_TOO_FAR: Problem = {
  status: 413,
  code: 'expands-too-far',
  title: 'The upload is too large when it is unpacked',
  detail: `It may unpack to ${MAX_UPLOAD_EXPANDED_BYTES} bytes and to ${MAX_GZIP_RATIO} times its size.`,
}
const TOO_COMPLEX: Problem = {
  status: 413,
  code: 'too-large',
  title: 'The upload has too many parts',
  detail: `One upload may have ${MAX_JSON_CONTAINERS} objects and lists. Send large structures as text in payload.`,
}
const TOO_DEEP: Problem = {
  status: 400,
  code: 'too-deep',
  title: 'The upload is nested too deeply',
  detail: `JSON may be nested ${MAX_JSON_DEPTH} deep. Send deeper structures as text in payload.`,
}
const INVALID_GZIP: Problem = {
  status: 400,
  code: 'invalid-gzip',
  title: 'The upload begins like gzip but cannot be unpacked',
  detail: 'It is damaged or cut off. Send it again.',
}
const EXPAND_PROBLEMS: Readonly<Record<ExpandFault, Problem>> = {
  busy: BUSY,
  'too-large': EXPANDS_TOO_FAR,
  invalid: INVALID_GZIP,
}
const TOO_SLOW: Problem = {
  status: 408,
  code: 'too-slow',
  title: 'The upload took too long',
  detail: `An upload must arrive within ${MAX_UPLOAD_SECONDS} s. Send it again, with fewer events.`,
}
const ABORTED: Problem = { status: 400, code: 'aborted', title: 'The upload ended before it was whole' }
