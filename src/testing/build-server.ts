import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The engine tests start real child processes, so they need the built entry files. */
export function setup(): void {
  const script = fileURLToPath(new URL('../tools/ensure-built.mjs', import.meta.url))
  const result = spawnSync(process.execPath, [script, 'server'], { stdio: 'inherit' })
  if (result.status !== 0) throw new Error('the server bundle does not build')
}
