import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  DataDirectoryInUseError,
  DataDirectoryUnreadableError,
  NewerDataDirectoryError,
} from './engine-errors.ts'

/**
 * Of everything in the data directory. Raise it with a change that an older Clueline would misread, and when the
 * engine's package moves to a release line whose tables an older engine does not open.
 */
export const DATA_FORMAT = 1
const FORMAT_FILE = 'format.json'
const HOLDER_FILE = 'server.lock'

/** Which process holds a data directory. A pid alone is not enough: after a reboot it may belong to anybody. */
export interface Holder {
  readonly pid: number
  /** When that process began, in words of the operating system; empty where it does not say. */
  readonly began: string
}

export interface DataDirectoryClaim {
  release(): void
}

/**
 * Makes the directory (mode 0700) if need be, refuses one that a newer Clueline wrote or that a living server
 * holds, and claims it. The engine's own lock is the last word on its tables; this one guards the rest (keys,
 * markers), covers external stores too, and names the holder.
 */
export function claimDataDirectory(
  dataDirectory: string,
  began: (pid: number) => string | undefined = processBegan,
): DataDirectoryClaim {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 })
  checkFormat(join(dataDirectory, FORMAT_FILE), dataDirectory)
  const file = join(dataDirectory, HOLDER_FILE)
  const own: Holder = { pid: process.pid, began: began(process.pid) ?? '' }
  while (!createWhole(file, JSON.stringify(own))) {
    const holder = readHolder(file)
    if (holder && began(holder.pid) === holder.began)
      throw new DataDirectoryInUseError(dataDirectory, holder.pid)
    rmSync(file, { force: true })
  }
  return { release: () => rmSync(file, { force: true }) }
}

function checkFormat(file: string, dataDirectory: string): void {
  if (createWhole(file, `${JSON.stringify({ format: DATA_FORMAT })}\n`)) return
  let format: unknown
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'))
    format = typeof parsed === 'object' && parsed !== null && 'format' in parsed ? parsed.format : undefined
  } catch (cause) {
    throw new DataDirectoryUnreadableError(file, cause)
  }
  if (typeof format !== 'number' || !Number.isInteger(format)) {
    throw new DataDirectoryUnreadableError(file, new Error('it names no format'))
  }
  if (format > DATA_FORMAT) throw new NewerDataDirectoryError(dataDirectory, format, DATA_FORMAT)
}

/** Creates the file with its whole content or not at all; false when it exists. A kill in between leaves no half file. */
function createWhole(file: string, text: string): boolean {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, text, { mode: 0o600 })
  try {
    linkSync(draft, file)
    return true
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false
    throw cause
  } finally {
    rmSync(draft, { force: true })
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    const holder: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof holder !== 'object' || holder === null || !('pid' in holder) || !('began' in holder))
      return undefined
    if (typeof holder.pid !== 'number' || typeof holder.began !== 'string') return undefined
    return { pid: holder.pid, began: holder.began }
  } catch {
    return undefined
  }
}

/** Absent when no such process lives. Linux: boot and start tick; elsewhere the start time that `ps` prints. */
export function processBegan(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // The second field is the command in parentheses and may hold anything; the start tick is the 22nd.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      // Killed, but not yet collected by its parent: it holds nothing any more.
      if (fields[0] === 'Z' || fields[0] === 'X') return undefined
      return `${boot} ${fields[19] ?? ''}`
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}
