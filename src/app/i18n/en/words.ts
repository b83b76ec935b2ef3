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
}
