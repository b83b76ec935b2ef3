import type { UploadProblem } from '../../api/upload.ts'
import type { Messages } from '../../i18n/messages.ts'

/** Why a file was refused, in the reader's language; what the server says beyond that follows in its own words. */
export function problemText(
  problem: UploadProblem,
  words: Messages['data']['problems'],
  formatNumber: (value: number) => string,
): { readonly title: string; readonly detail: string | undefined } {
  const { code, title, detail, line, column } = problem
  if (code === 'import-syntax' && line !== undefined && column !== undefined)
    return { title: words['import-syntax-at'](formatNumber(line), formatNumber(column)), detail }
  const known = Object.hasOwn(words, code) ? words[code as keyof typeof words] : undefined
  // What we can say in the reader's language needs no second telling.
  return typeof known === 'string' ? { title: known, detail: undefined } : { title, detail }
}
