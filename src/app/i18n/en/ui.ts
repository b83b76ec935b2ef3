export const ui = {
  severity: { debug: 'debug', info: 'info', warn: 'warning', error: 'error', alarm: 'alarm' },
  close: 'Close',
  cancel: 'Cancel',
  retry: 'Try again',
  reload: 'Reload',
  loading: 'Loading…',
  remove: (what: string) => `Remove ${what}`,
  failures: 'Failures',
  partFailed: 'This part of the viewer could not be loaded',
  partFailedWhy: 'The server is away, or a newer version is served. Reloading gets the present one.',
  scanned: (share: string) => `scanned ${share}`,
  notChosen: 'Choose…',
  /** Of lengths of time. */
  units: { micros: 'µs', millis: 'ms', seconds: 's', minutes: 'min', hours: 'h', days: 'd' },
}
