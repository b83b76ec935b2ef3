import { once } from 'node:events'

/** Writes to stdout no faster than it is read; false when the reader has gone (`| head`). */
export async function writeOut(text: string): Promise<boolean> {
  if (process.stdout.destroyed || process.stdout.errored) return false
  if (process.stdout.write(text)) return true
  await Promise.race([once(process.stdout, 'drain'), once(process.stdout, 'close')])
  return !process.stdout.destroyed
}

/** A reader that has seen enough is no error. */
export function tolerateClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
}
