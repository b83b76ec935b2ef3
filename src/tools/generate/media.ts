import type { EventSource } from '#protocol/event.ts'
import type { CallId, SourceId } from '#protocol/ids.ts'
import { MILLI, SECOND, type Offset, type Stage } from './stage.ts'

export interface Peer {
  readonly source: EventSource
  readonly ice: EventSource
  readonly dtls: EventSource
  readonly callid: CallId
  readonly role: 'caller' | 'callee'
  readonly span: ReturnType<Stage['begin']>
  /** When the offer is ready to be sent. */
  readonly readyAt: Offset
}

const CODEC = 'opus/48000/2'

/** A description as browsers write it, with made-up keys and an address of the documentation range. */
function sdp(stage: Stage, port: number): string {
  const { random } = stage
  const fingerprint = Array.from({ length: 32 }, () => random.hex(2).toUpperCase()).join(':')
  return [
    'v=0',
    `o=- ${random.digits(18)} 2 IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'a=extmap-allow-mixed',
    'a=msid-semantic: WMS',
    `m=audio ${port} UDP/TLS/RTP/SAVPF 111 8 0 126`,
    'c=IN IP4 192.0.2.10',
    'a=rtcp:9 IN IP4 0.0.0.0',
    `a=candidate:1 1 udp 2122260223 192.0.2.10 ${port} typ host generation 0`,
    `a=ice-ufrag:${random.hex(4)}`,
    `a=ice-pwd:${random.hex(24)}`,
    'a=ice-options:trickle',
    `a=fingerprint:sha-256 ${fingerprint}`,
    'a=setup:actpass',
    'a=mid:0',
    'a=sendrecv',
    'a=rtcp-mux',
    'a=rtpmap:111 opus/48000/2',
    'a=fmtp:111 minptime=10;useinbandfec=1',
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:126 telephone-event/8000',
    '',
  ].join('\r\n')
}

function describe(
  stage: Stage,
  at: Offset,
  peer: Pick<Peer, 'source' | 'callid'>,
  name: 'WEBRTC_LOCAL_DESCRIPTION' | 'WEBRTC_REMOTE_DESCRIPTION',
  type: 'offer' | 'answer',
): Offset {
  const extra = { callid: peer.callid }
  const payload = sdp(stage, stage.random.int(10_000, 60_000))
  const span = stage.begin(at, name, peer.source, { 'sdp.type': type }, { ...extra, payload })
  stage.end(at + 2_000, name, peer.source, span, { result: 'ok' }, extra)
  return at + 2_000
}

/** Microphone, peer connection, own description, candidates. The called side has the other's offer already. */
export function preparePeer(
  stage: Stage,
  at: Offset,
  callid: CallId,
  parent: SourceId,
  role: 'caller' | 'callee',
): Peer {
  const { random } = stage
  const extra = { callid }
  const media = stage.source('MEDIA', 'microphone', parent)
  const asked = stage.begin(at, 'MEDIA_REQUEST', media, { 'media.kind': 'audio' }, extra)
  const granted = at + random.int(20, 180) * MILLI
  const device = random.pick(['Headset', '默认 - 麦克风', 'USB Audio'])
  stage.end(granted, 'MEDIA_REQUEST', media, asked, { result: 'ok', 'media.device': device }, extra)

  const source = stage.source('PEER_CONNECTION', 'audio', parent)
  const ice = stage.source('ICE_TRANSPORT', 'audio', source.id)
  const dtls = stage.source('DTLS_TRANSPORT', 'audio', source.id)
  const payload = '{"iceServers":[{"urls":"turn:turn.example.com:443"}],"bundlePolicy":"max-bundle"}'
  const span = stage.begin(granted + 200, 'WEBRTC_PEER', source, {}, { ...extra, payload })
  let now = granted + 900
  if (role === 'callee')
    now = describe(stage, now, { source, callid }, 'WEBRTC_REMOTE_DESCRIPTION', 'offer') + 200
  const making = role === 'caller' ? 'WEBRTC_OFFER' : 'WEBRTC_ANSWER'
  const made = stage.begin(now, making, source, {}, extra)
  now += random.int(4, 20) * MILLI
  stage.end(now, making, source, made, { result: 'ok' }, extra)
  now = describe(
    stage,
    now + 100,
    { source, callid },
    'WEBRTC_LOCAL_DESCRIPTION',
    role === 'caller' ? 'offer' : 'answer',
  )

  const gathering = stage.begin(now + 300, 'WEBRTC_GATHERING', ice, {}, extra)
  const count = random.int(2, 5)
  let readyAt = now + 2_000
  for (let i = 0; i < count; i += 1) {
    const last = i === count - 1 ? 'relay' : 'srflx'
    const local = `192.0.2.${10 + i}:${random.int(40_000, 60_000)}`
    stage.instant(
      readyAt,
      'WEBRTC_CANDIDATE',
      ice,
      { 'candidate.type': i === 0 ? 'host' : last, 'candidate.protocol': 'udp', 'candidate.local': local },
      extra,
    )
    readyAt += random.int(2, 40) * MILLI
  }
  const gathered = { count: String(count), 'gathering.state': 'complete' }
  stage.end(readyAt, 'WEBRTC_GATHERING', ice, gathering, gathered, extra)
  return { source, ice, dtls, callid, span, role, readyAt }
}

function iceState(stage: Stage, at: Offset, peer: Peer, from: string, to: string): void {
  const level = to === 'failed' || to === 'disconnected' ? { level: 'warn' as const } : {}
  stage.instant(
    at,
    'WEBRTC_ICE_STATE',
    peer.ice,
    { 'ice.state': to, 'ice.previous': from },
    { callid: peer.callid, ...level },
  )
}

function dtlsState(stage: Stage, at: Offset, peer: Peer, from: string, to: string): void {
  stage.instant(
    at,
    'WEBRTC_DTLS_STATE',
    peer.dtls,
    { 'dtls.state': to, 'dtls.previous': from },
    { callid: peer.callid },
  )
}

/** Both sides know each other: checks, encryption. Returns when sound can flow, or when the checks failed. */
export function connectPeer(stage: Stage, at: Offset, peer: Peer, fails: boolean): Offset {
  const { random } = stage
  const extra = { callid: peer.callid }
  if (peer.role === 'caller') describe(stage, at, peer, 'WEBRTC_REMOTE_DESCRIPTION', 'answer')
  iceState(stage, at + 4_000, peer, 'new', 'checking')
  if (fails) {
    const failed = at + 15 * SECOND
    iceState(stage, failed, peer, 'checking', 'failed')
    stage.instant(
      failed + 500,
      'WEBRTC_STATE',
      peer.source,
      { 'peer.state': 'failed' },
      {
        ...extra,
        level: 'error',
        message: stage.say('媒体通道建立失败', 'The media path could not be set up'),
      },
    )
    return failed
  }
  const found = at + random.int(20, 400) * MILLI + 5_000
  iceState(stage, found, peer, 'checking', 'connected')
  stage.instant(
    found + 300,
    'WEBRTC_SELECTED_PAIR',
    peer.ice,
    {
      'candidate.type': random.pick(['host', 'srflx', 'relay']),
      'candidate.protocol': 'udp',
      rtt: String(random.int(8, 90)),
    },
    extra,
  )
  dtlsState(stage, found + 500, peer, 'new', 'connecting')
  const ready = found + random.int(20, 90) * MILLI
  dtlsState(stage, ready, peer, 'connecting', 'connected')
  stage.instant(ready + 100, 'WEBRTC_STATE', peer.source, { 'peer.state': 'connected' }, extra)
  stage.instant(
    ready + 200,
    'WEBRTC_TRACK',
    peer.source,
    { 'media.kind': 'audio', 'media.track': `tr-${random.hex(8)}` },
    extra,
  )
  iceState(stage, ready + 1_000, peer, 'connected', 'completed')
  return ready
}

export const QUALITIES = ['good', 'fair', 'poor', 'one-way'] as const
export type Quality = (typeof QUALITIES)[number]

const LOSS: Readonly<Record<Quality, number>> = { good: 0.15, fair: 1.5, poor: 7, 'one-way': 0.3 }

/** Simplified E-model, as phone SDKs compute it: R from delay, jitter and loss, then MOS from R. */
function mosOf(rtt: number, jitter: number, loss: number): number {
  const latency = rtt / 2 + jitter * 2 + 10
  const r = Math.max(0, (latency < 160 ? 93.2 - latency / 40 : 93.2 - (latency - 120) / 10) - loss * 2.5)
  return Math.min(4.5, 1 + 0.035 * r + 0.000007 * r * (r - 60) * (100 - r))
}

const STATS_SECONDS = 5

/** Figures every five seconds while people talk. */
export function playStats(stage: Stage, from: Offset, to: Offset, peer: Peer, quality: Quality): void {
  const { random } = stage
  const extra = { callid: peer.callid }
  let packets = 0
  let low = 0
  let alarm: ReturnType<Stage['begin']> | undefined
  let warned = false
  for (let at = from + STATS_SECONDS * SECOND; at < to; at += STATS_SECONDS * SECOND) {
    const rtt = Math.round(random.skewed(quality === 'poor' ? 260 : 45))
    const jitter = Math.round(random.skewed(quality === 'poor' ? 45 : 6))
    const loss = random.skewed(LOSS[quality])
    const mos = mosOf(rtt, jitter, loss)
    packets += 250
    const levelIn = quality === 'one-way' ? '0.000' : (random.next() * 0.4).toFixed(3)
    stage.instant(
      at,
      'WEBRTC_STATS',
      peer.source,
      {
        mos: mos.toFixed(2),
        rtt: String(rtt),
        jitter: String(jitter),
        loss: loss.toFixed(2),
        bitrate_in: String(random.int(28_000, 36_000)),
        bitrate_out: String(random.int(28_000, 36_000)),
        packets_in: String(packets),
        level_in: levelIn,
        'media.codec': CODEC,
      },
      extra,
    )
    low = mos < 3 ? low + 1 : 0
    if (low === 3 && alarm === undefined) {
      alarm = stage.begin(
        at + 100,
        'WEBRTC_QUALITY_LOW',
        peer.source,
        { metric: 'mos', value: mos.toFixed(2), threshold: '3' },
        {
          ...extra,
          message: stage.say(`通话质量差，MOS ${mos.toFixed(2)}`, `Poor sound, MOS ${mos.toFixed(2)}`),
        },
      )
    }
    if (quality === 'one-way' && packets === 1_000 && !warned) {
      warned = true
      stage.instant(
        at + 200,
        'WEBRTC_ONE_WAY',
        peer.source,
        { direction: 'in', level_in: levelIn, packets_in: String(packets) },
        {
          ...extra,
          message: stage.say('疑似单通：收到语音包但没有声音', 'One-way sound: packets come, but silence'),
        },
      )
    }
  }
  if (alarm !== undefined) stage.end(to, 'WEBRTC_QUALITY_LOW', peer.source, alarm, {}, extra)
}

/** Hung up. What was never connected has no transports to close. */
export function closePeer(
  stage: Stage,
  at: Offset,
  peer: Peer,
  ice: 'new' | 'checking' | 'completed' | 'failed',
): void {
  iceState(stage, at, peer, ice, 'closed')
  if (ice === 'completed') dtlsState(stage, at + 50, peer, 'connected', 'closed')
  stage.end(at + 100, 'WEBRTC_PEER', peer.source, peer.span, { reason: 'closed' }, { callid: peer.callid })
}
