import type { RecordedEvent } from './event.ts'
import { CASE_FOLD_RUNS } from './text-fold-table.ts'
import { wellFormed } from './well-formed.ts'

/**
 * F(s), the one meaning of "the same text" in search: lone surrogates become U+FFFD, then NFC, then a fixed
 * one-to-one case fold. So `ÉCOLE` (in either composition) finds école, `Σ` finds σ and ς, `ticket` finds TICKET.
 * ß stays ß (never ss) because a fold that changes the length would make positions of hits wrong.
 *
 * The fold is our own table: no locale and no engine version changes it. NFC comes from the JavaScript engine; by
 * Unicode's stability policy it differs between engines only for characters that the older one does not know.
 */
export function foldText(text: string): string {
  if (isAscii(text)) return text.toLowerCase()
  const composed = needsNoComposition(text) ? text : wellFormed(text).normalize('NFC')
  return foldCase(composed)
}

/** Lower case of A-Z only: what the store's `lower()` does. */
export function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (run) => run.toLowerCase())
}

/** The texts of an event that search folds. */
export type FoldableEvent = Pick<RecordedEvent, 'name' | 'label' | 'source' | 'message' | 'attrs' | 'payload'>

/** Key of the `folded` column for a fixed field; an attribute's is `foldedAttributeKey(key)`. */
export type FoldedField = 'name' | 'label' | 'source.name' | 'source.type' | 'message' | 'payload'

export function foldedAttributeKey(key: string): string {
  return `attr.${key}`
}

/**
 * What the `folded` column holds for an event: [field, F(text)] where F(text) is not the ASCII lower case of the
 * text, so that `if(mapContains(folded, f), folded[f], lower(field))` in SQL is exactly F(field).
 * Chinese text without accents or full-width letters folds to itself, so this is empty for nearly every event.
 */
export function foldedEntries(event: FoldableEvent): readonly (readonly [key: string, folded: string])[] {
  const entries: (readonly [string, string])[] = []
  const add = (key: string, text: string | undefined) => {
    if (text === undefined || isAscii(text)) return
    const folded = foldText(text)
    if (folded !== asciiLower(text)) entries.push([key, folded])
  }
  const fixed = (field: FoldedField, text: string | undefined) => add(field, text)
  fixed('name', event.name)
  fixed('label', event.label)
  fixed('source.name', event.source?.name)
  fixed('source.type', event.source?.type)
  fixed('message', event.message)
  fixed('payload', event.payload)
  for (const [key, value] of Object.entries(event.attrs)) add(foldedAttributeKey(key), value)
  return entries
}

const ASCII_ONLY = /^[\0-\x7f]*$/

function isAscii(text: string): boolean {
  return ASCII_ONLY.test(text)
}

/** Below U+0300 and among the common Chinese characters nothing composes: the usual text skips `normalize`. */
const NEVER_COMPOSES = /^[\0-\u02ff\u3000-\u3029\u3030-\u3040\u4e00-\u9fff\uff00-\uffef]*$/

function needsNoComposition(text: string): boolean {
  return NEVER_COMPOSES.test(text)
}

interface FoldTable {
  /** Code unit to code unit of the basic plane; 0 = folds to itself. */
  readonly basic: Uint16Array
  readonly beyond: ReadonlyMap<number, number>
}

let builtTable: FoldTable | undefined

function foldTable(): FoldTable {
  if (builtTable) return builtTable
  const basic = new Uint16Array(0x1_0000)
  const beyond = new Map<number, number>()
  const set = (from: number, to: number) => {
    if (from <= 0xffff) basic[from] = to
    else beyond.set(from, to)
  }
  for (let upper = 0x41; upper <= 0x5a; upper += 1) set(upper, upper + 0x20)
  for (let at = 0; at < CASE_FOLD_RUNS.length; at += 4) {
    const [first = 0, count = 0, step = 0, distance = 0] = CASE_FOLD_RUNS.slice(at, at + 4)
    for (let i = 0; i < count; i += 1) set(first + i * step, first + i * step + distance)
  }
  builtTable = { basic, beyond }
  return builtTable
}

function foldCase(text: string): string {
  const { basic, beyond } = foldTable()
  let folded = ''
  // Unchanged stretches are copied whole: most text has few capitals.
  let copied = 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit >= 0xd800 && unit <= 0xdbff) {
      const target = beyond.get(text.codePointAt(at) ?? 0)
      if (target !== undefined) {
        folded += text.slice(copied, at) + String.fromCodePoint(target)
        copied = at + 2
      }
      at += 1
      continue
    }
    const target = basic[unit] ?? 0
    if (target === 0) continue
    folded += text.slice(copied, at) + String.fromCharCode(target)
    copied = at + 1
  }
  return copied === 0 ? text : folded + text.slice(copied)
}

/** Every [from, to] of the fold beyond ASCII, for back ends that must fold on their own side. */
export function caseFoldPairs(): readonly (readonly [from: string, to: string])[] {
  const { basic, beyond } = foldTable()
  const pairs: (readonly [string, string])[] = []
  basic.forEach((to, from) => {
    if (to !== 0) pairs.push([String.fromCharCode(from), String.fromCharCode(to)])
  })
  for (const [from, to] of beyond) pairs.push([String.fromCodePoint(from), String.fromCodePoint(to)])
  return pairs
}
