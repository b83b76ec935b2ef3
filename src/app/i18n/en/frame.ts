export const frame = {
  appName: 'Clueline',
  tagline: 'Find the clue on the line',
  nav: {
    find: 'Find',
    logs: 'Logs',
    imports: 'Imports',
    status: 'Status',
    settings: 'Settings',
    label: 'Main',
  },
  theme: { label: 'Theme', auto: 'System', light: 'Light', dark: 'Dark' },
  language: { label: 'Language' },
  error: {
    title: 'The events could not be loaded',
    network:
      'The server did not answer. It may be starting, or it was stopped. Trying again helps once it runs.',
    starting: 'The server is starting its store. This page tries again by itself.',
    retry: 'Try again',
    boundary: 'This page has failed. Reload it; if it fails again, the details below help to report it.',
    notFound: 'There is no page at this address.',
    backToLogs: 'Go to the logs',
  },
  signIn: {
    title: 'Sign in',
    token: 'Access token',
    help: 'The server printed the token when it started; CLUELINE_TOKEN sets it.',
    submit: 'Sign in',
    wrong: 'That token is not right. Check for missing characters, or ask who runs the server.',
    wait: 'Too many tries. Wait a minute, then try again.',
    signOut: 'Sign out',
  },
  sample: {
    notice: 'These rows include the sample: a seat that keeps dropping, beside a healthy one.',
    remove: 'Remove the sample',
    removing: 'Removing…',
    removeFailed: 'The sample could not be removed.',
  },
}
