import { createRandom, type Random } from './random.ts'

/** The legend of the file: a small part of Chromium's, with numbers of our own (readers must go by names). */
const EVENT_TYPES = {
  REQUEST_ALIVE: 2,
  URL_REQUEST_START_JOB: 130,
  HTTP_CACHE_OPEN_ENTRY: 147,
  HTTP_STREAM_REQUEST: 171,
  HTTP_STREAM_REQUEST_BOUND_TO_JOB: 173,
  HTTP_TRANSACTION_SEND_REQUEST: 181,
  HTTP_TRANSACTION_SEND_REQUEST_HEADERS: 182,
  HTTP_TRANSACTION_READ_HEADERS: 187,
  HTTP_TRANSACTION_READ_RESPONSE_HEADERS: 188,
  HTTP_TRANSACTION_READ_BODY: 189,
  URL_REQUEST_JOB_FILTERED_BYTES_READ: 141,
  FAILED: 1,
  SOCKET_ALIVE: 37,
  TCP_CONNECT: 38,
  SSL_CONNECT: 52,
  SOCKET_BYTES_SENT: 57,
  SOCKET_BYTES_RECEIVED: 59,
  HOST_RESOLVER_MANAGER_JOB: 9,
} as const
type EventName = keyof typeof EVENT_TYPES
const PHASES = { PHASE_BEGIN: 1, PHASE_END: 2, PHASE_NONE: 0 } as const
const SOURCE_TYPES = { NONE: 0, URL_REQUEST: 1, SOCKET: 8, HOST_RESOLVER_IMPL_JOB: 15 } as const
const NET_ERRORS = {
  ERR_FAILED: -2,
  ERR_TIMED_OUT: -7,
  ERR_CONNECTION_RESET: -101,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_CERT_AUTHORITY_INVALID: -202,
} as const

/** 27 December 2021, 10:00 in China, in milliseconds: wall clock at tick 0. */
const TICK_OFFSET = 1_640_570_400_000
/** So many requests overlap in the file, as they do in a browser. */
const REQUESTS_AT_ONCE = 40

interface Line {
  readonly time: number
  readonly text: string
}

interface Source {
  readonly id: number
  readonly type: number
  readonly start: number
}

function line(
  time: number,
  source: Source,
  name: EventName,
  phase: keyof typeof PHASES,
  params?: object,
): Line {
  const event = {
    ...(params === undefined ? {} : { params }),
    phase: PHASES[phase],
    source: { id: source.id, start_time: String(source.start), type: source.type },
    time: String(time),
    type: EVENT_TYPES[name],
  }
  return { time, text: JSON.stringify(event) }
}

const dependency = (source: Source) => ({ source_dependency: { id: source.id, type: source.type } })

function socketLines(random: Random, socket: Source, host: string): Line[] {
  const at = socket.start
  const address = { address: `192.0.2.${random.int(1, 250)}:443` }
  return [
    line(at, socket, 'SOCKET_ALIVE', 'PHASE_BEGIN', { host }),
    line(at, socket, 'TCP_CONNECT', 'PHASE_BEGIN', { address_list: [address.address] }),
    line(at + 12, socket, 'TCP_CONNECT', 'PHASE_END', address),
    line(at + 12, socket, 'SSL_CONNECT', 'PHASE_BEGIN'),
    line(at + 30, socket, 'SSL_CONNECT', 'PHASE_END', { cipher_suite: 4865, version: 'TLS 1.3' }),
    line(at + 31, socket, 'SOCKET_BYTES_SENT', 'PHASE_NONE', { byte_count: random.int(200, 900) }),
    line(at + 80, socket, 'SOCKET_BYTES_RECEIVED', 'PHASE_NONE', { byte_count: random.int(200, 16_000) }),
    line(at + 200, socket, 'SOCKET_ALIVE', 'PHASE_END'),
  ]
}

function requestLines(random: Random, id: number, start: number): Line[] {
  const request: Source = { id, type: SOURCE_TYPES.URL_REQUEST, start }
  const host = `${random.pick(['api', 'cdn', 'push', 'static'])}.example.com`
  const path = random.pick(['/call/create', '/ticket/refresh', '/customer/list', '/assets/app.js'])
  const lines: Line[] = []
  let now = start
  const add = (after: number, name: EventName, phase: keyof typeof PHASES, params?: object) => {
    now += after
    lines.push(line(now, request, name, phase, params))
  }
  add(0, 'REQUEST_ALIVE', 'PHASE_BEGIN', {
    priority: 'MEDIUM',
    traffic_annotation: 101_845_102,
    url: `https://${host}${path}`,
  })
  add(0, 'URL_REQUEST_START_JOB', 'PHASE_BEGIN', {
    load_flags: 65_793,
    method: 'GET',
    url: `https://${host}${path}`,
  })
  add(0, 'HTTP_CACHE_OPEN_ENTRY', 'PHASE_BEGIN')
  add(1, 'HTTP_CACHE_OPEN_ENTRY', 'PHASE_END', { net_error: NET_ERRORS.ERR_FAILED })
  add(0, 'HTTP_STREAM_REQUEST', 'PHASE_BEGIN')
  const isNew = random.chance(0.2)
  const socket: Source = { id: id + 1, type: SOURCE_TYPES.SOCKET, start: now + 1 }
  if (isNew) lines.push(...socketLines(random, socket, host))
  add(isNew ? 32 : 1, 'HTTP_STREAM_REQUEST_BOUND_TO_JOB', 'PHASE_NONE', dependency(socket))
  add(0, 'HTTP_STREAM_REQUEST', 'PHASE_END')
  if (random.chance(0.03)) {
    add(random.int(1, 900), 'FAILED', 'PHASE_NONE', {
      net_error: random.pick(Object.values(NET_ERRORS) as [number, ...number[]]),
    })
  } else {
    const headers = [`Host: ${host}`, 'Accept: */*', `traceparent: 00-${random.hex(32)}-${random.hex(16)}-01`]
    add(0, 'HTTP_TRANSACTION_SEND_REQUEST', 'PHASE_BEGIN')
    add(0, 'HTTP_TRANSACTION_SEND_REQUEST_HEADERS', 'PHASE_NONE', {
      headers,
      line: `GET ${path} HTTP/1.1\r\n`,
    })
    add(0, 'HTTP_TRANSACTION_SEND_REQUEST', 'PHASE_END')
    add(0, 'HTTP_TRANSACTION_READ_HEADERS', 'PHASE_BEGIN')
    add(random.int(5, 300), 'HTTP_TRANSACTION_READ_RESPONSE_HEADERS', 'PHASE_NONE', {
      headers: ['HTTP/1.1 200', 'content-type: application/json', `x-tracking-id: t-${random.digits(16)}`],
    })
    add(0, 'HTTP_TRANSACTION_READ_HEADERS', 'PHASE_END')
    add(0, 'HTTP_TRANSACTION_READ_BODY', 'PHASE_BEGIN')
    for (let i = random.int(1, 4); i > 0; i -= 1)
      add(random.int(0, 9), 'URL_REQUEST_JOB_FILTERED_BYTES_READ', 'PHASE_NONE', {
        byte_count: random.int(100, 32_768),
      })
    add(0, 'HTTP_TRANSACTION_READ_BODY', 'PHASE_END')
  }
  add(0, 'URL_REQUEST_START_JOB', 'PHASE_END')
  add(0, 'REQUEST_ALIVE', 'PHASE_END')
  return lines
}

export interface NetLogPlan {
  readonly seed: number
  /** Exactly so many. */
  readonly events: number
}

/** A NetLog file as Chromium writes it: the legend, then one event per line. Pieces of text, to be written one after the other. */
export function* netLogText({ seed, events }: NetLogPlan): Generator<string, void, undefined> {
  const random = createRandom(seed)
  const constants = {
    logFormatVersion: 1,
    clientInfo: { name: 'Chromium', version: '96.0.4664.110', os_type: 'Linux' },
    logCaptureMode: 'Default',
    logEventPhase: PHASES,
    logEventTypes: EVENT_TYPES,
    logSourceType: SOURCE_TYPES,
    netError: NET_ERRORS,
    timeTickOffset: TICK_OFFSET,
  }
  yield `{"constants":${JSON.stringify(constants)},\n"events": [\n`
  let written = 0
  let id = 1
  let start = 1_000
  while (written < events) {
    const lines: Line[] = []
    for (let i = 0; i < REQUESTS_AT_ONCE; i += 1) {
      lines.push(...requestLines(random, id, start + random.int(0, 400)))
      id += 2
    }
    lines.sort((a, b) => a.time - b.time)
    const kept = lines.slice(0, events - written)
    written += kept.length
    // Later requests begin after these, so that times of the file mostly ascend, as Chromium's do.
    start += random.int(300, 900)
    yield kept.map(({ text }) => text).join(',\n') + (written < events ? ',\n' : '\n')
  }
  yield '],\n"polledData": {}\n}\n'
}
