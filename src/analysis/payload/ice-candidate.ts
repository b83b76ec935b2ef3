/** A candidate of ICE: an address at which a peer may be reached (RFC 8839). */
export interface IceCandidate {
  /** As it stood. */
  readonly raw: string
  readonly foundation: string
  /** `1`: media, `2`: its control. */
  readonly component: string
  /** Lower case. */
  readonly protocol: string
  readonly priority: IcePriority | undefined
  /** As stored: may be masked, or a name that hides the address. */
  readonly address: string
  readonly port: string
  readonly type: string
  /** Where a reflexive or relayed one comes from. */
  readonly related: string | undefined
  readonly tcpType: string | undefined
}

/** What RFC 8445, section 5.1.2.1, puts into the number. */
export interface IcePriority {
  readonly number: number
  /** 126 host, 110 peer reflexive, 100 server reflexive, 0 relayed, unless the browser chose otherwise. */
  readonly typePreference: number
  readonly localPreference: number
  readonly component: number
}

const CANDIDATE =
  /candidate:(\S{1,64}) (\d{1,3}) (\S{1,10}) (\d{1,10}) (\S{1,256}) (\d{1,5}) typ (\w{1,16})([^\r\n"\\]{0,1000})/g
/** Of one text. */
const MAX_CANDIDATES = 1_000

/** Every candidate that a text mentions: in a description, in JSON, alone. Never throws. */
export function findCandidates(text: string): readonly IceCandidate[] {
  const found: IceCandidate[] = []
  for (const match of text.matchAll(CANDIDATE)) {
    if (found.length === MAX_CANDIDATES) break
    const [
      raw,
      foundation = '',
      component = '',
      protocol = '',
      priority = '',
      address = '',
      port = '',
      type = '',
      rest = '',
    ] = match
    const extra = extras(rest)
    const relatedAddress = extra.get('raddr')
    found.push({
      raw: raw.trimEnd(),
      foundation,
      component,
      protocol: protocol.toLowerCase(),
      priority: readPriority(Number(priority)),
      address,
      port,
      type,
      related: relatedAddress && `${relatedAddress}:${extra.get('rport') ?? '?'}`,
      tcpType: extra.get('tcptype'),
    })
  }
  return found
}

function extras(text: string): ReadonlyMap<string, string> {
  const words = text.trim().split(/\s+/)
  return new Map(
    words.flatMap((word, index) => (index % 2 === 0 ? [[word, words[index + 1] ?? ''] as const] : [])),
  )
}

/** Undefined: not a number of 32 bits. */
function readPriority(number: number): IcePriority | undefined {
  if (!Number.isSafeInteger(number) || number < 0 || number > 0xffff_ffff) return undefined
  return {
    number,
    typePreference: Math.floor(number / 0x100_0000),
    localPreference: Math.floor(number / 0x100) % 0x1_0000,
    component: 256 - (number % 0x100),
  }
}
