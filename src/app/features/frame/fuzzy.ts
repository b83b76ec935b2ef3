const WORD_START = 8
const RUN = 7
const MAX_GAP_COST = 8

/** Per character before the first letter: among equals the earlier one is meant. */
const LATENESS = 0.1

const isWordStart = (text: string, index: number) =>
  index === 0 || /[\s\-/:.·…（(]/.test(text[index - 1] ?? '') || /[\u3400-\u9fff]/.test(text[index] ?? '')

/**
 * How well the letters of `query` stand in `text`, in order: higher is better, undefined where one is missing.
 * Starts of words and runs count; every Chinese character is the start of a word.
 */
export function fuzzyScore(query: string, text: string): number | undefined {
  const wanted = query.toLowerCase().replaceAll(/\s+/g, '')
  const within = text.toLowerCase()
  // `best[at]`: the best score of the letters so far, the last of which stands at `at`.
  let best = new Map([[-1, 0]])
  for (let index = 0; index < wanted.length; index += 1) {
    const next = new Map<number, number>()
    for (
      let at = within.indexOf(wanted.charAt(index));
      at >= 0;
      at = within.indexOf(wanted.charAt(index), at + 1)
    ) {
      const scores = [...best].flatMap(([before, score]) => (before < at ? [score + step(before, at)] : []))
      if (scores.length > 0) next.set(at, Math.max(...scores) + (isWordStart(within, at) ? WORD_START : 0))
    }
    best = next
  }
  return best.size === 0 ? undefined : Math.max(...best.values())
}

function step(before: number, at: number): number {
  if (before < 0) return -LATENESS * at
  return at === before + 1 ? RUN : -Math.min(at - before - 1, MAX_GAP_COST)
}
