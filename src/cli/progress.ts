import type { WriteStream } from 'node:tty'
import { terminalText } from './terminal-text.ts'

/** Often enough to look alive. */
const DRAW_EVERY_MS = 200
const MEBIBYTE = 1024 * 1024
/** Back to the first column, and clear to the end of the line. */
const RESTART_LINE = '\r\u001B[K'

export interface Progress {
  begin(name: string, totalBytes: number): void
  advance(bytes: number): void
  end(): void
}

/** One line that overwrites itself on a terminal; nothing elsewhere. */
export function showProgress(stream: WriteStream): Progress {
  if (!stream.isTTY) return { begin: () => {}, advance: () => {}, end: () => {} }
  let label = ''
  let total = 0
  let done = 0
  let began = 0
  let drawn = 0

  const draw = (now: number) => {
    const seconds = Math.max(0.001, (now - began) / 1_000)
    const rate = done / seconds
    const share = total === 0 ? 100 : Math.floor((100 * done) / total)
    const left = rate > 0 ? Math.ceil((total - done) / rate) : 0
    const speed = (rate / MEBIBYTE).toFixed(1)
    stream.write(`${RESTART_LINE}${label}  ${share} %  ${speed} MiB/s  ${left} s left`)
    drawn = now
  }
  return {
    begin: (name, totalBytes) => {
      label = terminalText(name)
      total = totalBytes
      done = 0
      began = performance.now()
      draw(began)
    },
    advance: (bytes) => {
      done += bytes
      const now = performance.now()
      if (now - drawn >= DRAW_EVERY_MS) draw(now)
    },
    end: () => {
      stream.write(RESTART_LINE)
    },
  }
}
