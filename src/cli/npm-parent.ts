import { readFileSync } from 'node:fs'

const CHECK_MS = 1_000

/** Linux only; elsewhere, and when it is gone, undefined. */
function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the command in parentheses and may hold anything.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

/**
 * npm runs a script under a shell that passes no signal on, so a stopped `npm start` would leave the server behind
 * with its port and data. Calls `stop` when that shell is gone, or npm itself.
 */
export function stopWithNpm(stop: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return
  const shell = process.ppid
  const npm = parentOf(shell)
  setInterval(() => {
    if (process.ppid !== shell || parentOf(shell) !== npm) stop()
  }, CHECK_MS).unref()
}
