import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Package {
  /** Absolute path of the folder that holds package.json. */
  readonly root: string
  readonly version: string
}

/** Found upwards from this module, so that the source and the bundle agree. */
export function findPackage(): Package {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest)) {
      const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
      return { root: folder, version }
    }
    const parent = dirname(folder)
    if (parent === folder) throw new Error('package.json is missing above the server')
    folder = parent
  }
}
