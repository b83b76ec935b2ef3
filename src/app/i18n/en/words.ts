export const words = {
  levels: { debug: 'debug', info: 'info', warn: 'warning', error: 'error' },
  categories: {
    page: 'page',
    request: 'request',
    push: 'push',
    call: 'call',
    websocket: 'websocket',
    webrtc: 'webrtc',
    app: 'app',
    sdk: 'sdk',
    network: 'network',
    database: 'database',
  },
  phases: { none: '', begin: 'begin', end: 'end' },
  /** Where "neither begin nor end" must be said. */
  noPhase: 'instant',
  forms: { text: 'text', data: 'data', tag: 'tag', list: 'list', alarm: 'alarm', error: 'error' },
  kinds: { live: 'live', import: 'import', sample: 'sample' },
  vias: {
    live: 'live',
    late: 'late',
    'next-visit': 'on the next visit',
    beacon: 'by beacon',
    pulled: 'pulled',
    import: 'file import',
  },
}
