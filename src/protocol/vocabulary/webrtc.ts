import { eventTypes, instant, span } from './rows.ts'

const DEBUG = { level: 'debug' } as const
const DATA = { form: 'data' } as const
const WARN = { level: 'warn' } as const
const ERROR = { level: 'error', form: 'error' } as const
const MEDIA = { source: 'MEDIA' } as const

/** Peer connections, their transports, media devices and quality. */
export const WEBRTC_EVENTS = eventTypes(
  'webrtc',
  { source: 'PEER_CONNECTION' },
  {
    WEBRTC_PEER: span('Peer connection', '对等连接', ['reason'], DATA),
    WEBRTC_OFFER: span('Offer created', '创建 Offer', ['result', 'error'], DATA),
    WEBRTC_ANSWER: span('Answer created', '创建 Answer', ['result', 'error'], DATA),
    WEBRTC_LOCAL_DESCRIPTION: span(
      'Local description',
      '设置本地描述',
      ['sdp.type', 'result', 'error'],
      DATA,
    ),
    WEBRTC_REMOTE_DESCRIPTION: span(
      'Remote description',
      '设置远端描述',
      ['sdp.type', 'result', 'error'],
      DATA,
    ),
    WEBRTC_NEGOTIATION_NEEDED: instant('Negotiation needed', '需要重新协商', [], DEBUG),
    WEBRTC_SIGNALING_STATE: instant('Signalling state', '信令状态变化', ['signaling.state'], DEBUG),
    WEBRTC_GATHERING: span('Candidate gathering', '收集候选', ['count', 'gathering.state']),
    WEBRTC_CANDIDATE: instant(
      'Local candidate',
      '本地候选',
      ['candidate.type', 'candidate.protocol', 'candidate.local'],
      DEBUG,
    ),
    WEBRTC_REMOTE_CANDIDATE: instant(
      'Remote candidate',
      '远端候选',
      ['candidate.type', 'candidate.protocol', 'candidate.remote'],
      DEBUG,
    ),
    WEBRTC_CANDIDATE_ERROR: instant(
      'Candidate error',
      '候选收集错误',
      ['url', 'code', 'error_message'],
      WARN,
    ),
    WEBRTC_ICE_STATE: instant('ICE state', 'ICE 状态变化', ['ice.state', 'ice.previous']),
    WEBRTC_ICE_RESTART: span('ICE restart', 'ICE 重启', ['reason', 'result'], WARN),
    WEBRTC_SELECTED_PAIR: instant('Selected pair', '选定候选对', [
      'candidate.type',
      'candidate.protocol',
      'candidate.local',
      'candidate.remote',
      'rtt',
    ]),
    WEBRTC_DTLS_STATE: instant('DTLS state', 'DTLS 状态变化', [
      'dtls.state',
      'dtls.previous',
      'media.dtls_cipher',
    ]),
    WEBRTC_STATE: instant('Connection state', '连接状态变化', ['peer.state']),
    WEBRTC_TRACK: instant('Remote track', '远端轨道', ['media.kind', 'media.track']),
    WEBRTC_TRACK_MUTED: instant('Track muted', '轨道静音', ['media.kind', 'media.track'], WARN),
    WEBRTC_TRACK_UNMUTED: instant('Track unmuted', '轨道取消静音', ['media.kind', 'media.track']),
    WEBRTC_TRACK_ENDED: instant('Track ended', '轨道结束', ['media.kind', 'media.track', 'reason'], WARN),
    WEBRTC_STATS: instant(
      'Media figures',
      '媒体统计',
      [
        'mos',
        'rtt',
        'jitter',
        'loss',
        'bitrate_in',
        'bitrate_out',
        'packets_in',
        'packets_out',
        'level_in',
        'level_out',
        'concealed',
        'jitter_buffer',
        'media.codec',
      ],
      { level: 'debug', form: 'data' },
    ),
    WEBRTC_QUALITY_LOW: span('Poor quality', '通话质量差', ['metric', 'value', 'threshold'], {
      level: 'warn',
      form: 'alarm',
    }),
    WEBRTC_ONE_WAY: instant('One-way audio', '单通', ['direction', 'level_in', 'level_out', 'packets_in'], {
      level: 'error',
      form: 'alarm',
    }),
    WEBRTC_ERROR: instant('WebRTC error', 'WebRTC 异常', ['operation', 'error', 'error_message'], ERROR),
    WEBRTC_PRECALL: span('Pre-call check', '通话前检测', ['result', 'mos', 'rtt', 'reason']),
    MEDIA_REQUEST: span(
      'Microphone request',
      '申请麦克风',
      ['media.kind', 'media.device', 'result', 'error'],
      MEDIA,
    ),
    MEDIA_DEVICES: instant('Media devices', '媒体设备列表', ['count'], {
      ...MEDIA,
      form: 'list',
      level: 'debug',
    }),
    MEDIA_DEVICE_CHANGE: instant('Media devices changed', '媒体设备变化', ['count', 'media.device'], MEDIA),
    MEDIA_SINK: instant('Speaker chosen', '选择扬声器', ['media.device', 'result'], MEDIA),
    MEDIA_AUDIO_CONTEXT: instant('Audio engine', '音频引擎状态', ['from', 'to'], {
      ...MEDIA,
      level: 'debug',
    }),
  },
)
