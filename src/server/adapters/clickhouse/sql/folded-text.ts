import { caseFoldPairs, foldedAttributeKey, type FoldedField } from '#protocol/text-fold.ts'
import { param, sql, type Sql } from './fragment.ts'

const COLUMN_OF: Readonly<Record<FoldedField, Sql>> = {
  message: sql`message`,
  payload: sql`payload`,
  name: sql`name`,
  label: sql`label`,
  'source.name': sql`source_name`,
  'source.type': sql`source_type`,
}

/** A text of an event: as it is, and F of it. */
export interface FoldedText {
  readonly raw: Sql
  readonly folded: Sql
}

export function fixedText(field: FoldedField): FoldedText {
  return textWithFold(COLUMN_OF[field], field)
}

export function attributeText(key: string): FoldedText {
  return textWithFold(sql`attrs[${param('String', key)}]`, foldedAttributeKey(key))
}

/** The column `folded` holds F where it is not the ASCII lower case, which the engine's `lower` gives. */
function textWithFold(raw: Sql, foldedKey: string): FoldedText {
  const key = param('String', foldedKey)
  return { raw, folded: sql`if(mapContains(folded, ${key}), folded[${key}], lower(${raw}))` }
}

/** Prefix of the keys in `folded` that are attributes. */
const ATTRIBUTE_PREFIX = param('String', foldedAttributeKey(''))

/**
 * Whether a test holds for F of any attribute's value. Nearly every event has nothing folded, so that case is first
 * and cheap; the engine works out the other branch only for the rows that need it.
 */
export function anyAttribute(test: (folded: Sql) => Sql): Sql {
  const plain = sql`arrayExists(v -> ${test(sql`lower(v)`)}, mapValues(attrs))`
  const foldedOnes = sql`arrayExists((k, v) -> startsWith(k, ${ATTRIBUTE_PREFIX}) AND ${test(sql`v`)}, mapKeys(folded), mapValues(folded))`
  const others = sql`arrayExists((k, v) -> NOT has(mapKeys(folded), concat(${ATTRIBUTE_PREFIX}, k)) AND ${test(sql`lower(v)`)}, mapKeys(attrs), mapValues(attrs))`
  return sql`if(empty(folded), ${plain}, (${foldedOnes}) OR (${others}))`
}

const PAIRS = caseFoldPairs()
/** Letters only, so they need no escaping; ours, not anybody's input. */
const FOLD_FROM: Sql = { parts: [`'${PAIRS.map(([from]) => from).join('')}'`] }
const FOLD_TO: Sql = { parts: [`'${PAIRS.map(([, to]) => to).join('')}'`] }

/**
 * F worked out by the engine, for the small tables that store no folded text (values of sessions).
 * ASCII, nearly always, takes the short way.
 */
export function foldedByEngine(text: Sql): Sql {
  return sql`if(isValidASCII(${text}), lower(${text}), translateUTF8(normalizeUTF8NFC(${text}), ${FOLD_FROM}, ${FOLD_TO}))`
}
