/** net::Error codes that a NetLog of a web phone shows most; the rest stay numbers. */
const NET_ERRORS: ReadonlyMap<number, string> = new Map([
  [-1, 'IO_PENDING'],
  [-2, 'FAILED'],
  [-3, 'ABORTED'],
  [-6, 'FILE_NOT_FOUND'],
  [-7, 'TIMED_OUT'],
  [-10, 'ACCESS_DENIED'],
  [-15, 'SOCKET_NOT_CONNECTED'],
  [-20, 'BLOCKED_BY_CLIENT'],
  [-21, 'NETWORK_CHANGED'],
  [-100, 'CONNECTION_CLOSED'],
  [-101, 'CONNECTION_RESET'],
  [-102, 'CONNECTION_REFUSED'],
  [-103, 'CONNECTION_ABORTED'],
  [-104, 'CONNECTION_FAILED'],
  [-105, 'NAME_NOT_RESOLVED'],
  [-106, 'INTERNET_DISCONNECTED'],
  [-107, 'SSL_PROTOCOL_ERROR'],
  [-109, 'ADDRESS_UNREACHABLE'],
  [-111, 'TUNNEL_CONNECTION_FAILED'],
  [-118, 'CONNECTION_TIMED_OUT'],
  [-130, 'PROXY_CONNECTION_FAILED'],
  [-137, 'NAME_RESOLUTION_FAILED'],
  [-200, 'CERT_COMMON_NAME_INVALID'],
  [-201, 'CERT_DATE_INVALID'],
  [-202, 'CERT_AUTHORITY_INVALID'],
  [-310, 'TOO_MANY_REDIRECTS'],
  [-324, 'EMPTY_RESPONSE'],
  [-337, 'HTTP2_PROTOCOL_ERROR'],
  [-352, 'HTTP2_PING_FAILED'],
  [-356, 'QUIC_PROTOCOL_ERROR'],
  [-400, 'CACHE_MISS'],
])

/** `ERR_NAME_NOT_RESOLVED`; undefined where the code is not in our list. */
export function netErrorName(code: number): string | undefined {
  const name = NET_ERRORS.get(code)
  return name && `ERR_${name}`
}
