export const narrow = {
  label: 'Filter events',
  placeholder: 'ticket  level:>=warn  category:websocket  "seat dropped"',
  run: 'Run',
  clear: 'Clear',
  help: 'Enter runs. Bare words search names, messages and attributes.',
  errorAt: (position: number) => `At character ${position}:`,
}
