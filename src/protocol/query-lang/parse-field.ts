import { err, ok, type Result } from '../result.ts'
import type { FieldRef, Span } from './ast.ts'
import { queryError, shown, type QueryError } from './errors.ts'
import { FIELD_NAMES, FIELDS, type FieldDefinition, type FieldName } from './fields.ts'
import type { PhraseToken, WordToken } from './tokens.ts'

const BY_LOWER_CASE: ReadonlyMap<string, FieldName> = new Map(
  FIELD_NAMES.map((name) => [name.toLowerCase(), name]),
)
const FAMILIES = FIELD_NAMES.filter((name) => (FIELDS[name] as FieldDefinition).keyed)

/**
 * Reads a field name from the touching words and phrases it was written with: `attr."x y"` is two of them.
 * Names are read in any case, keys as they are.
 */
export function readField(
  pieces: readonly (WordToken | PhraseToken)[],
  span: Span,
): Result<FieldRef, QueryError> {
  if (pieces.some((piece) => piece.kind === 'word' && piece.parts.length > 1)) {
    return err(queryError('wildcard-in-field', span))
  }
  const written = pieces
    .map((piece) => (piece.kind === 'word' ? (piece.parts[0] ?? '') : piece.text))
    .join('')
  const [first] = pieces
  const bare = first?.kind === 'word' ? (first.parts[0] ?? '') : ''
  const { start, end } = span
  const family = FAMILIES.find((name) => bare.toLowerCase().startsWith(`${name}.`))
  if (family) {
    const key = written.slice(family.length + 1)
    return key === '' ? missingKey(family, span) : ok({ name: family, key, start, end })
  }
  const name = pieces.length === 1 ? BY_LOWER_CASE.get(bare.toLowerCase()) : undefined
  if (name === undefined) return err(unknownField(written, span))
  return FAMILIES.includes(name) ? missingKey(name, span) : ok({ name, start, end })
}

function missingKey(field: FieldName, span: Span): Result<never, QueryError> {
  return err(queryError('missing-key', span, { field, example: FIELDS[field].example }))
}

function unknownField(written: string, span: Span): QueryError {
  const near = nearestField(written.toLowerCase())
  return queryError('unknown-field', span, {
    found: shown(written),
    suggestion: near === undefined ? '' : ` (perhaps ${near})`,
    near: near ?? '',
  })
}

/** Two slips of the finger still name a field; more is another word. */
const MAX_SLIPS = 2
const MAX_COMPARED_CHARS = 40

function nearestField(written: string): FieldName | undefined {
  if (written.length > MAX_COMPARED_CHARS) return undefined
  const ranked = FIELD_NAMES.map((name) => ({ name, slips: editDistance(written, name.toLowerCase()) }))
    .filter(({ name, slips }) => slips <= MAX_SLIPS && slips < name.length / 2)
    .sort((a, b) => a.slips - b.slips)
  return ranked[0]?.name
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
