/** Of the environment's variables; the command line needs them without the rest of the server. */
export const DEFAULT_PORT = 4680
export const DEFAULT_HOST = '127.0.0.1'
export const DEFAULT_DATA = '.clueline'
