import { destination, pino } from 'pino'
import type { Log } from '../http/log.ts'
import type { LogLevel } from './config.ts'

const STDERR = 2

/** JSON lines on stderr; written at once, so that the last line before a crash is there. */
export function createPinoLog(level: LogLevel): Log {
  return pino({ level, base: null }, destination({ dest: STDERR, sync: true }))
}
