/** One line of a session description: `m=audio 9 UDP/TLS/RTP/SAVPF 111`. */
export interface SdpLine {
  readonly type: string
  readonly value: string
  /** Of `a=`: `rtpmap`, `candidate`; undefined elsewhere. */
  readonly attribute: string | undefined
}

/** The session's own lines, then one section per `m=` line. */
export interface SdpSection {
  /** Undefined: the session's own. */
  readonly media: SdpMedia | undefined
  readonly lines: readonly SdpLine[]
}

export interface SdpMedia {
  /** `audio`, `video`, `application`. */
  readonly kind: string
  readonly port: string
  readonly protocol: string
  /** `a=mid`, where there is one. */
  readonly mid: string | undefined
  /** `sendrecv` and such. */
  readonly direction: string | undefined
  /** `opus/48000/2`, in the order of preference. */
  readonly codecs: readonly string[]
}

const LINE = /^([a-z])=(.*)$/
const DIRECTIONS = new Set(['sendrecv', 'sendonly', 'recvonly', 'inactive'])
/** A description of a large conference has some thousand lines. */
const MAX_LINES = 20_000

/** Undefined: no session description. It begins with `v=`, and nearly every line is one. */
export function readSdp(text: string): readonly SdpSection[] | undefined {
  if (!/^\s*v=\d/.test(text)) return undefined
  const lines = text.split(/\r\n|\n|\r/, MAX_LINES).filter((line) => line.trim() !== '')
  const read = lines.map(readLine)
  if (read.filter(({ type }) => type === '').length > lines.length / 10) return undefined
  const groups: SdpLine[][] = [[]]
  for (const line of read) {
    if (line.type === 'm') groups.push([])
    groups.at(-1)?.push(line)
  }
  return groups.map((group) => ({ media: group[0]?.type === 'm' ? mediaOf(group) : undefined, lines: group }))
}

function readLine(line: string): SdpLine {
  const match = LINE.exec(line.trim())
  const [type, value] = match ? [match[1] ?? '', match[2] ?? ''] : ['', line]
  return { type, value, attribute: type === 'a' ? value.split(':', 1)[0] : undefined }
}

function mediaOf(lines: readonly SdpLine[]): SdpMedia {
  const [kind = '', port = '', protocol = '', ...formats] = lines[0]?.value.split(' ') ?? []
  const attributes = lines.filter(({ type }) => type === 'a').map(({ value }) => value)
  const valueOf = (name: string) => attributes.find((it) => it.startsWith(`${name}:`))?.slice(name.length + 1)
  const maps = new Map(
    attributes.flatMap((it) => {
      const match = /^rtpmap:(\d+) (.+)$/.exec(it)
      return match ? [[match[1], match[2] ?? ''] as const] : []
    }),
  )
  return {
    kind,
    port,
    protocol,
    mid: valueOf('mid'),
    direction: attributes.find((it) => DIRECTIONS.has(it)),
    codecs: formats.flatMap((format) => maps.get(format) ?? []),
  }
}

/** `m=audio …`: as it stood. */
export const sdpLineText = ({ type, value }: SdpLine) => (type === '' ? value : `${type}=${value}`)
