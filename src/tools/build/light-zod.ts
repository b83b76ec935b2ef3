import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const LIGHT = fileURLToPath(new URL('../../protocol/schema/zod-light.ts', import.meta.url))

/** In the viewer's bundle `zod-light.ts` stands in for zod, which would be a twelfth of the first load. */
export function lightZod(): Plugin {
  return {
    name: 'clueline:light-zod',
    apply: 'build',
    enforce: 'pre',
    resolveId: { filter: { id: /^zod$/ }, handler: () => LIGHT },
  }
}
