import { readFile } from 'node:fs/promises'
import type { Plugin } from 'vite'

/** Writes schemas down for OpenAPI; zod's schemas refer to it from their methods, so no bundler may leave it out. */
const UNUSED = /[/\\]zod[/\\]v4[/\\]core[/\\](to-json-schema|json-schema-processors)\.js$/

/** The viewer checks answers with zod and never describes them: what only describes is left out of its bundle. */
export function dropJsonSchema(): Plugin {
  return {
    name: 'clueline:drop-json-schema',
    apply: 'build',
    enforce: 'pre',
    load: {
      filter: { id: UNUSED },
      handler: async (id) => {
        const text = await readFile(id, 'utf8')
        const declared = [...text.matchAll(/^export (?:const|function) (\w+)/gm)].map((it) => it[1])
        const renamed = [...text.matchAll(/^export \{ \w+ as (\w+) \}/gm)].map((it) => it[1])
        return [
          'const absent = () => () => { throw new Error("JSON Schema is left out of the viewer") }',
          ...declared.map((name) => `export const ${name} = absent`),
          ...renamed.map((name) => `export { absent as ${name} }`),
        ].join('\n')
      },
    },
  }
}
