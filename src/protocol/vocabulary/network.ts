import { closer, eventTypes, instant, opener, span } from './rows.ts'

const DEBUG = { level: 'debug' } as const

/** `NetworkEventType` of the NetLog document, with its numbers; 1304, 1305 and 1900 only stand in its example. */
export const NETWORK_EVENTS = eventTypes(
  'network',
  { source: 'NETWORK' },
  {
    DNS_RESOLUTION_START: opener(['DNS_RESOLUTION_END'], 'Name resolution', '域名解析', ['host', 'info'], {
      number: 1000,
    }),
    DNS_TRANSACTION: span('DNS transaction', 'DNS 查询', ['host', 'info', 'result'], {
      number: 1001,
      ...DEBUG,
    }),
    DNS_CACHE_LOOKUP: instant('DNS cache lookup', 'DNS 缓存查询', ['host', 'info', 'cache_hit'], {
      number: 1002,
    }),
    DNS_CONFIG_CHANGED: instant('DNS settings changed', 'DNS 配置变化', ['info'], { number: 1003 }),
    DNS_RESOLUTION_END: closer('Name resolved', '域名解析结束', ['info', 'success', 'ip'], { number: 1004 }),
    TCP_CONNECT_START: opener(['TCP_CONNECT_END'], 'TCP connect', 'TCP 连接', ['host', 'port', 'info'], {
      number: 1100,
    }),
    TCP_CONNECT_ATTEMPT: span('TCP attempt', 'TCP 连接尝试', ['ip', 'port', 'info'], { number: 1101 }),
    TCP_CONNECT_END: closer('TCP connect ended', 'TCP 连接结束', ['info', 'success'], { number: 1102 }),
    SOCKET_ALIVE: span('Socket alive', '套接字存活', ['info'], { number: 1200, source: 'SOCKET' }),
    SOCKET_OPEN: opener(['SOCKET_CLOSE'], 'Socket opened', '打开套接字', ['host', 'port'], {
      number: 1201,
      source: 'SOCKET',
    }),
    SOCKET_READ: instant('Socket read', '套接字读', ['size'], { number: 1202, source: 'SOCKET', ...DEBUG }),
    SOCKET_WRITE: instant('Socket written', '套接字写', ['size'], {
      number: 1203,
      source: 'SOCKET',
      ...DEBUG,
    }),
    SOCKET_CLOSE: closer('Socket closed', '关闭套接字', ['reason'], { number: 1204, source: 'SOCKET' }),
    SSL_CONNECT_START: opener(['SSL_CONNECT_END'], 'TLS connect', 'TLS 连接', ['info', 'version', 'cipher'], {
      number: 1300,
    }),
    SSL_HANDSHAKE: span('TLS handshake', 'TLS 握手', ['version', 'cipher'], { number: 1301 }),
    SSL_CERT_VERIFICATION: span('Certificate check', '证书校验', ['host', 'result', 'net_error'], {
      number: 1302,
    }),
    SSL_CONNECT_END: closer('TLS connect ended', 'TLS 连接结束', ['info', 'success'], { number: 1303 }),
    SSL_DATA_SENT: instant('TLS data sent', 'TLS 发送数据', ['size'], { number: 1304, ...DEBUG }),
    SSL_DATA_RECEIVED: instant('TLS data received', 'TLS 接收数据', ['size'], { number: 1305, ...DEBUG }),
    HTTP_TRANSACTION_START: opener(
      ['HTTP_TRANSACTION_END'],
      'HTTP transaction',
      'HTTP 事务',
      ['method', 'url', 'request_id', 'timestamp'],
      { number: 1400 },
    ),
    HTTP_SEND_REQUEST_HEADERS: instant('Request headers', '发送请求头', ['request_line', 'raw_size'], {
      number: 1401,
      form: 'data',
    }),
    HTTP_SEND_REQUEST_BODY: instant('Request body', '发送请求体', ['size'], { number: 1402 }),
    HTTP_READ_RESPONSE_HEADERS: instant(
      'Response headers',
      '读取响应头',
      ['status_code', 'status_line', 'raw_size'],
      {
        number: 1403,
        form: 'data',
      },
    ),
    HTTP_READ_RESPONSE_BODY: instant('Response body', '读取响应体', ['size'], { number: 1404 }),
    HTTP_TRANSACTION_END: closer(
      'HTTP transaction ended',
      'HTTP 事务结束',
      [
        'status_code',
        'success',
        'total_time_ms',
        'size_download',
        'curl_code',
        'error',
        'error_message',
        'tracking_id',
      ],
      { number: 1405 },
    ),
    WS_CONNECT_START: opener(['WS_CONNECTION_CLOSED'], 'WebSocket', 'WebSocket 连接', ['url'], {
      number: 1500,
      source: 'SOCKET',
    }),
    WS_HANDSHAKE: span('WebSocket handshake', 'WebSocket 握手', ['url', 'status_code'], {
      number: 1501,
      source: 'SOCKET',
    }),
    WS_FRAME_SENT: instant('Frame sent', '发送帧', ['size', 'opcode'], {
      number: 1502,
      source: 'SOCKET',
      ...DEBUG,
    }),
    WS_FRAME_RECEIVED: instant('Frame received', '收到帧', ['size', 'opcode'], {
      number: 1503,
      source: 'SOCKET',
      ...DEBUG,
    }),
    WS_CONNECTION_CLOSED: closer(
      'WebSocket closed',
      'WebSocket 关闭',
      ['close_code', 'close_reason', 'clean'],
      {
        number: 1504,
        source: 'SOCKET',
      },
    ),
    WS_ERROR: instant('WebSocket error', 'WebSocket 错误', ['error', 'error_message'], {
      number: 1505,
      source: 'SOCKET',
      form: 'error',
      level: 'error',
    }),
    NETWORK_CHANGED: instant('Network changed', '网络切换', ['connection_type', 'from', 'to'], {
      number: 1600,
    }),
    CONNECTION_POOL_CREATED: instant('Connection pool created', '创建连接池', ['count'], {
      number: 1601,
      ...DEBUG,
    }),
    PROXY_CONFIG_CHANGED: instant('Proxy settings changed', '代理配置变化', ['proxy'], { number: 1602 }),
    NETWORK_QUALITY_CHANGED: instant(
      'Network quality changed',
      '网络质量变化',
      ['effective_type', 'rtt', 'bitrate_in'],
      {
        number: 1603,
      },
    ),
    NETWORK_ERROR: instant('Network error', '网络错误', ['curl_code', 'error_message', 'url', 'net_error'], {
      number: 1900,
      form: 'error',
      level: 'error',
    }),
  },
)
