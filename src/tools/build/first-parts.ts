import type { Plugin, Rolldown } from 'vite'

/** Where `public/start.js` finds the lists, and the size gate too. */
const MARK = '<script src="/start.js">'

/**
 * Writes into `index.html` which files each part needs, by the part's name, so that `start.js` can ask for those of
 * this reader's language and page at once instead of after the entry file has run.
 * @param parts module that begins the part, from the project's root
 */
export function firstParts(parts: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'clueline:first-parts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle }) => {
        if (!bundle) return html
        if (!html.includes(MARK)) throw new Error(`index.html has no ${MARK}`)
        const chunks = Object.values(bundle).filter((it) => it.type === 'chunk')
        const lists = Object.entries(parts).map(([name, module]) => {
          const files = filesOf(chunks, module)
          return `data-${name}="${files.map((it) => `/${it}`).join(' ')}"`
        })
        return html.replace(MARK, `<script src="/start.js" ${lists.join(' ')}>`)
      },
    },
  }
}

function filesOf(chunks: readonly Rolldown.OutputChunk[], module: string): readonly string[] {
  const first = chunks.find((it) => it.facadeModuleId?.endsWith(`/${module}`))
  if (!first) throw new Error(`${module} begins no chunk: is it still imported lazily?`)
  const entry = new Set(chunks.filter((it) => it.isEntry).flatMap((it) => closure(chunks, it)))
  const own = closure(chunks, first).filter((it) => !entry.has(it))
  return own.flatMap((it) => [it.fileName, ...(it.viteMetadata?.importedCss ?? [])])
}

/** The chunk and all that it imports statically. */
function closure(
  chunks: readonly Rolldown.OutputChunk[],
  from: Rolldown.OutputChunk,
): readonly Rolldown.OutputChunk[] {
  const found = new Set([from])
  for (const chunk of found) {
    for (const name of chunk.imports) {
      const next = chunks.find((it) => it.fileName === name)
      if (next) found.add(next)
    }
  }
  return [...found]
}
