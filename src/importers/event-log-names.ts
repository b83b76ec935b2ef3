/** The numbers of the NetLog document's `event_types.h`, for files that come without constants. */
const NUMBERED: Readonly<Record<number, readonly string[]>> = {
  1000: [
    'DNS_RESOLUTION_START',
    'DNS_TRANSACTION',
    'DNS_CACHE_LOOKUP',
    'DNS_CONFIG_CHANGED',
    'DNS_RESOLUTION_END',
  ],
  1100: ['TCP_CONNECT_START', 'TCP_CONNECT_ATTEMPT', 'TCP_CONNECT_END'],
  1200: ['SOCKET_ALIVE', 'SOCKET_OPEN', 'SOCKET_READ', 'SOCKET_WRITE', 'SOCKET_CLOSE'],
  1300: [
    'SSL_CONNECT_START',
    'SSL_HANDSHAKE',
    'SSL_CERT_VERIFICATION',
    'SSL_CONNECT_END',
    'SSL_DATA_SENT',
    'SSL_DATA_RECEIVED',
  ],
  1400: [
    'HTTP_TRANSACTION_START',
    'HTTP_SEND_REQUEST_HEADERS',
    'HTTP_SEND_REQUEST_BODY',
    'HTTP_READ_RESPONSE_HEADERS',
    'HTTP_READ_RESPONSE_BODY',
    'HTTP_TRANSACTION_END',
  ],
  1500: [
    'WS_CONNECT_START',
    'WS_HANDSHAKE',
    'WS_FRAME_SENT',
    'WS_FRAME_RECEIVED',
    'WS_CONNECTION_CLOSED',
    'WS_ERROR',
  ],
  1600: ['NETWORK_CHANGED', 'CONNECTION_POOL_CREATED', 'PROXY_CONFIG_CHANGED', 'NETWORK_QUALITY_CHANGED'],
  1900: ['NETWORK_ERROR'],
  2000: ['DB_OPEN', 'DB_CLOSE', 'DB_CONFIG'],
  2100: ['TRANSACTION_BEGIN', 'TRANSACTION_COMMIT', 'TRANSACTION_ROLLBACK', 'TRANSACTION_SAVEPOINT'],
  2200: ['QUERY_PREPARE', 'QUERY_EXECUTE', 'QUERY_RESET', 'QUERY_FINALIZE'],
  2300: [
    'STMT_SELECT',
    'STMT_INSERT',
    'STMT_UPDATE',
    'STMT_DELETE',
    'STMT_CREATE',
    'STMT_DROP',
    'STMT_ALTER',
    'STMT_PRAGMA',
  ],
  2400: ['QUERY_PLAN', 'INDEX_USED', 'TABLE_LOCK', 'TABLE_SCAN'],
  2500: ['CACHE_HIT', 'CACHE_MISS', 'CACHE_FLUSH'],
  2600: ['CONSTRAINT_VIOLATION', 'LOCKED_ERROR', 'IO_ERROR', 'CORRUPT_ERROR', 'SYNTAX_ERROR'],
}

export const EVENT_LOG_NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(NUMBERED).flatMap(([base, names]) =>
    names.map((name, i): [number, string] => [Number(base) + i, name]),
  ),
)

export const EVENT_LOG_SOURCES: ReadonlyMap<number, string> = new Map([
  [0, 'NONE'],
  [1, 'NETWORK'],
  [2, 'DATABASE'],
  [3, 'MEETING'],
])

/** Closers whose name is not their opener's with END for START. */
const PAIR_OF_CLOSER: Readonly<Record<string, string>> = {
  WS_CONNECTION_CLOSED: 'WS_CONNECT',
  SOCKET_CLOSE: 'SOCKET_OPEN',
  DB_CLOSE: 'DB_OPEN',
  TRANSACTION_COMMIT: 'TRANSACTION',
  TRANSACTION_ROLLBACK: 'TRANSACTION',
}

/** The name under which an opener and its closer meet: X_START and X_END are both X. */
export function pairNameOf(name: string): string {
  if (Object.hasOwn(PAIR_OF_CLOSER, name)) return PAIR_OF_CLOSER[name] ?? name
  return name.replace(/_(?:START|BEGIN|END)$/, '')
}
