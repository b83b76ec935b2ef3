/** A stack as browsers write it, with nothing left out: every line is a frame or part of the title. */
export interface StackTrace {
  /** Name and message of the error, over one or more lines; empty where the text begins with frames. */
  readonly title: string
  readonly frames: readonly StackFrame[]
}

export interface StackFrame {
  /** As it stood. */
  readonly raw: string
  readonly functionName: string | undefined
  /** URL or path. */
  readonly file: string | undefined
  readonly line: number | undefined
  readonly column: number | undefined
  readonly origin: FrameOrigin
}

/** `app`: the developer's own; `library`: from packages and extensions; `native`: the browser itself. */
export const FRAME_ORIGINS = ['app', 'library', 'native'] as const
export type FrameOrigin = (typeof FRAME_ORIGINS)[number]

/** V8: `    at send (https://a.example/x.js:10:5)`, `    at async https://…:1:2`, `    at <anonymous>`. */
const V8 = /^\s*at (?:(.{1,1000}?) \()?([^()]{1,4000}?)\)?$/
/** Firefox and Safari: `send@https://a.example/x.js:10:5`, `@https://…`. */
const GECKO = /^([^@]{0,1000})@(\S{1,4000})$/
const PLACE = /^(.*?)(?::(\d{1,9}))?(?::(\d{1,9}))?$/
const LIBRARY =
  /(?:node_modules|bower_components|[/.](?:vendors?|polyfills?|runtime|framework)[-.~/]|chrome-extension:|moz-extension:|safari-extension:|cdn\.|unpkg\.com|jsdelivr)/i
const NATIVE = /^(?:native|<anonymous>|\[native code\]|internal\/|node:|eval\b)/
/** Longer lines are no frames: a frame is a place in a file. */
const MAX_LINE_CHARS = 6_000
const MAX_LINES = 5_000

/** Undefined: there is no frame in it. Never throws. */
export function readStack(text: string): StackTrace | undefined {
  const title: string[] = []
  const frames: StackFrame[] = []
  for (const line of text.split(/\r?\n/, MAX_LINES)) {
    const frame = readFrame(line)
    if (frame) frames.push(frame)
    else if (frames.length === 0) title.push(line)
    // "Caused by: …" and such between frames: kept in its place.
    else if (line.trim() !== '') frames.push(plain(line))
  }
  if (!frames.some(({ file }) => file !== undefined)) return undefined
  return { title: title.join('\n').trim(), frames }
}

function readFrame(line: string): StackFrame | undefined {
  if (line.length > MAX_LINE_CHARS) return undefined
  const v8 = V8.exec(line)
  if (v8) return frameOf(line, v8[1], v8[2] ?? '')
  const gecko = GECKO.exec(line.trim())
  // An address of mail looks the same but for its place.
  return gecko && /(?::\d+|\[native code\])$/.test(gecko[2] ?? '')
    ? frameOf(line, gecko[1] === '' ? undefined : gecko[1], gecko[2] ?? '')
    : undefined
}

const plain = (raw: string): StackFrame => ({
  raw,
  functionName: undefined,
  file: undefined,
  line: undefined,
  column: undefined,
  origin: 'app',
})

function frameOf(raw: string, name: string | undefined, place: string): StackFrame {
  const [, file = '', line, column] = PLACE.exec(place) ?? []
  const isNative = NATIVE.test(file) || file === ''
  return {
    raw,
    functionName: name?.replace(/^async /, ''),
    file: isNative && line === undefined ? file || undefined : file,
    line: line === undefined ? undefined : Number(line),
    column: column === undefined ? undefined : Number(column),
    origin: isNative ? 'native' : LIBRARY.test(file) ? 'library' : 'app',
  }
}
