import { findNumbers, normaliseNumber, readNumberQuery, type NumberQuery } from '#protocol/phone-number.ts'
import { findNumberWords } from '#protocol/search-text/number-words.ts'
import { cutOut } from '#protocol/search-text/search-text.ts'
import { copiedSession } from '#importers/identity.ts'
import { isSessionId } from '#protocol/ids.ts'
import type { TenantKeys } from '../ports.ts'
import type { Lookup } from './event-reader.ts'

/** What a text that somebody typed or pasted may mean. */
export interface SearchRequest {
  readonly lookups: readonly Lookup[]
  /** Only where nothing was seen under these: a text that is a phone number and nothing else is hardly an id. */
  readonly otherwise: readonly Lookup[]
  /** Masked, as they may be shown. */
  readonly numbers: readonly string[]
  readonly words: readonly string[]
  /** Masked numbers also have a beginning, which no key knows: calls are held against these. */
  readonly masks: readonly { readonly prefix: string; readonly last4: string }[]
}

/** Of a sentence; each is looked up in six ways. */
const MAX_WORDS = 20
const MAX_WORD_CHARS = 256
/** Shorter words of a sentence are language, not ids. */
const MIN_ID_CHARS = 3
/** What ids and names of accounts are made of; dots, colons and slashes only inside. */
const WORD = /[0-9A-Za-z_](?:[0-9A-Za-z_.:@/+=-]*[0-9A-Za-z_=-])?/g
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/i

type SearchKeys = Pick<TenantKeys, 'searchKeys' | 'last4Keys'>

export function readSearch(text: string, keys: SearchKeys): SearchRequest {
  const whole = text.trim()
  const found = findNumberWords(whole)
  const queries = found.map(({ query }) => query)
  // Digits of a masked number are no ids; four digits and nothing else may well be a seat.
  const hidden = found.filter(
    ({ query, start, end }) => query.kind !== 'full' && end - start > MIN_ID_CHARS + 1,
  )
  const words = wordsOf(hidden.length === 0 ? whole : cutOut(whole, hidden))
  const ofNumbers = numberLookups(queries, keys)
  const ofWords = wordLookups(words)
  const isNumber = found.length === 1 && isPhoneNumber(whole)
  return {
    lookups: isNumber ? ofNumbers : [...ofNumbers, ...ofWords],
    otherwise: isNumber ? ofWords : [],
    numbers: [...new Set(found.map(({ masked }) => masked))],
    words,
    masks: queries.flatMap((query) => (query.kind === 'masked' && query.prefix !== '' ? [query] : [])),
  }
}

/** A number stands among the words as well; it must be shown masked only. */
export function holdsNoNumber(word: string): boolean {
  return findNumberWords(word).length === 0
}

/** Nothing but a number, and one so long that it would be found in a sentence too: `8001` may well be a seat. */
function isPhoneNumber(whole: string): boolean {
  const [number] = findNumbers(whole)
  return number !== undefined && readNumberQuery(whole)?.kind === 'full'
}

function numberLookups(queries: readonly NumberQuery[], keys: SearchKeys): readonly Lookup[] {
  const values = new Set<string>()
  const tags = new Set<string>()
  for (const query of queries) {
    if (query.kind === 'full') for (const { full } of keys.searchKeys(query.number)) values.add(full)
    else if (query.kind === 'masked' && query.tag !== undefined) tags.add(query.tag)
    else for (const key of endKeys(query, keys)) values.add(key)
  }
  return [
    ...(values.size === 0 ? [] : [{ by: 'number' as const, values: [...values] }]),
    ...(tags.size === 0 ? [] : [{ by: 'number-tag' as const, values: [...tags] }]),
  ]
}

/** Numbers that end so, and the extension that four digits may be. */
function endKeys(query: Exclude<NumberQuery, { kind: 'full' }>, keys: SearchKeys): readonly string[] {
  const extension = query.kind === 'last4' ? normaliseNumber(query.last4) : undefined
  const own = extension ? keys.searchKeys(extension).map(({ full }) => full) : []
  return [...keys.last4Keys(query.last4), ...own]
}

function wordLookups(words: readonly string[]): readonly Lookup[] {
  if (words.length === 0) return []
  const kinds = ['call', 'account', 'staff', 'device', 'id'] as const
  // Also a copy of the session that somebody imported.
  const sessions = words.filter(isSessionId).flatMap((id) => [id, copiedSession(id)])
  return [
    ...(sessions.length === 0 ? [] : [{ by: 'session' as const, values: [...new Set(sessions)] }]),
    ...kinds.map((by) => ({ by, values: words })),
  ]
}

/** The whole text as a name, then every word that may be an id; also what stands behind `name:` or `name=`. */
function wordsOf(whole: string): readonly string[] {
  const found = new Set<string>()
  if (whole !== '' && whole.length <= MAX_WORD_CHARS) found.add(whole)
  for (const [word] of whole.matchAll(WORD)) {
    const parts = [word, ...(/^[A-Za-z_.-]+[:=](.+)$/.exec(word)?.slice(1) ?? [])]
    const trace = TRACEPARENT.exec(parts.at(-1) ?? '')?.slice(1) ?? []
    for (const part of [...parts, ...trace]) {
      if (part.length >= MIN_ID_CHARS && part.length <= MAX_WORD_CHARS) found.add(part)
    }
  }
  return [...found].slice(0, MAX_WORDS)
}
