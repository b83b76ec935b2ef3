import type { Label } from '#protocol/vocabulary/types.ts'
import type { SdpLine } from './sdp.ts'

type Words = Readonly<Record<string, readonly [en: string, zh: string]>>

/** Lines by their letter (RFC 8866). */
const LINES: Words = {
  v: ['version of the format', '格式版本'],
  o: ['who made it, session id and version', '发起者、会话 ID 与版本'],
  s: ['name of the session', '会话名称'],
  t: ['start and end; 0 0 = without bounds', '起止时间，0 0 表示不限'],
  c: ['address to which media is sent', '媒体发送地址'],
  b: ['bandwidth limit', '带宽上限'],
  m: [
    'media: kind, port, protocol, codecs in order of preference',
    '媒体：类型、端口、协议、按优先级排列的编码',
  ],
}

/** Attributes by their name, those a web phone has. */
const ATTRIBUTES: Words = {
  group: ['media that share one transport', '共用同一传输的媒体'],
  'msid-semantic': ['how streams are named', '媒体流的命名方式'],
  'extmap-allow-mixed': ['one- and two-byte header extensions may be mixed', '允许混用单、双字节头扩展'],
  extmap: ['RTP header extension', 'RTP 头扩展'],
  rtcp: ['port of the control packets', '控制包端口'],
  'rtcp-mux': ['control packets share the media’s port', '控制包与媒体共用端口'],
  'rtcp-rsize': ['reduced control packets are allowed', '允许精简控制包'],
  'rtcp-fb': ['feedback that a codec understands', '编码支持的反馈'],
  'ice-ufrag': ['user name of the ICE checks', 'ICE 检测用户名'],
  'ice-pwd': ['password of the ICE checks', 'ICE 检测口令'],
  'ice-options': ['options of ICE; trickle = candidates come later', 'ICE 选项，trickle 表示候选稍后到达'],
  'ice-lite': ['the peer answers checks only', '对端只应答检测'],
  candidate: ['an address at which the peer may be reached', '可达对端的候选地址'],
  'end-of-candidates': ['no further candidates follow', '不再有候选'],
  'remote-candidates': ['candidates of the peer in use', '正在使用的对端候选'],
  fingerprint: ['digest of the DTLS certificate', 'DTLS 证书指纹'],
  setup: ['who begins the DTLS handshake', 'DTLS 握手由谁发起'],
  mid: ['name of this media', '此媒体的标识'],
  sendrecv: ['sends and receives', '收发'],
  sendonly: ['sends only', '只发'],
  recvonly: ['receives only', '只收'],
  inactive: ['neither sends nor receives', '不收不发'],
  rtpmap: ['number, name, clock and channels of a codec', '编码的编号、名称、时钟与声道'],
  fmtp: ['parameters of a codec', '编码参数'],
  ptime: ['milliseconds of sound in a packet', '每包语音毫秒数'],
  maxptime: ['most milliseconds of sound in a packet', '每包语音最大毫秒数'],
  ssrc: ['number of a stream of packets', '媒体流编号（SSRC）'],
  'ssrc-group': ['streams that belong together', '相关的媒体流'],
  msid: ['stream and track', '媒体流与轨道'],
  crypto: ['keys of SDES encryption', 'SDES 加密密钥'],
  'sctp-port': ['port of the data channel', '数据通道端口'],
  'max-message-size': ['largest message of the data channel', '数据通道最大消息'],
}

/** What a line of a session description says, for people who do not read them every day. */
export function explainSdpLine({ type, attribute }: SdpLine): Label | undefined {
  const words = attribute === undefined ? LINES[type] : lookup(ATTRIBUTES, attribute)
  return words && { en: words[0], zh: words[1] }
}

/** A name from the log may be one of Object's own. */
const lookup = (words: Words, name: string) => (Object.hasOwn(words, name) ? words[name] : undefined)
