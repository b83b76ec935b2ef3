import type { FieldValue } from '#protocol/query-lang/edit.ts'
import { FIELD_NAMES, fieldDefinition } from '#protocol/query-lang/fields.ts'
import type { FirstMessages } from '../../../i18n/en.ts'
import type { Language } from '../../../i18n/language.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import { readPreference, writePreference } from '../../../state/preferences.ts'

/** Opens and closes the panel. */
export const FACETS_KEY = 'V'

export type FacetField = Omit<FieldValue, 'value'>

/** In the order in which one narrows; what is not here follows. */
const ORDER: readonly string[] = ['level', 'category', 'name', 'source.type', 'label', 'form', 'phase']

export function inReadingOrder<Facet extends { readonly name: string }>(
  facets: readonly Facet[],
): readonly Facet[] {
  const place = ({ name }: Facet) => {
    const index = ORDER.indexOf(name)
    return index < 0 ? ORDER.length : index
  }
  return facets.toSorted((a, b) => place(a) - place(b))
}

/** `attr.status` is a family and a key; undefined: no field of the language. */
export function facetField(text: string): FacetField | undefined {
  const family = (['attr', 'session.custom'] as const).find((name) => text.startsWith(`${name}.`))
  if (family !== undefined) {
    const key = text.slice(family.length + 1)
    return key === '' ? undefined : { name: family, key }
  }
  const name = FIELD_NAMES.find((it) => it === text)
  return name === undefined || fieldDefinition(name).keyed ? undefined : { name }
}

export const facetText = ({ name, key }: FacetField): string => (key === undefined ? name : `${name}.${key}`)

/** What the field is called over its values: the beginning of its description; attributes by their key. */
export function facetTitle({ name, key }: FacetField, language: Language): string {
  // Keys are foreign text.
  if (key !== undefined) return readableText(key)
  return fieldDefinition(name).description[language].split(/[,:，：（]/)[0] ?? name
}

/** A value in words, where the field has words for its values. */
export function valueWords(field: FacetField, value: string, messages: FirstMessages): string {
  const words = wordsOf(field, messages)
  return (Object.hasOwn(words, value) ? words[value] : undefined) ?? value
}

function wordsOf({ name }: FacetField, { words }: FirstMessages): Readonly<Record<string, string>> {
  const byField: Partial<Record<FieldValue['name'], Readonly<Record<string, string>>>> = {
    level: words.levels,
    category: words.categories,
    phase: { ...words.phases, none: words.noPhase },
    form: words.forms,
    via: words.vias,
    kind: words.kinds,
  }
  return byField[name] ?? {}
}

export interface FacetValue {
  readonly value: string
  /** Absent while it is counted. */
  readonly count: number | undefined
}

/** What is chosen always shows, also where it is not among the most frequent, or the range has none of it. */
export function withChosen(
  values: readonly FacetValue[],
  chosen: readonly string[],
  counts: ReadonlyMap<string, number>,
): readonly FacetValue[] {
  const missing = chosen.filter((value) => values.every((it) => it.value !== value))
  return [...values, ...missing.map((value) => ({ value, count: counts.get(value) }))]
}

export interface FacetPreference {
  readonly isOpen: boolean
  /** Fields that the reader added, as `facetText` prints them. */
  readonly added: readonly string[]
}

const MAX_ADDED = 20
/** Narrower pages need their width for rows. */
const WIDE_PX = 1_200

export function readFacetPreference(width: number): FacetPreference {
  const usual = { isOpen: width >= WIDE_PX, added: [] }
  try {
    const value: unknown = JSON.parse(readPreference('facets') ?? 'null')
    if (typeof value !== 'object' || value === null) return usual
    const { isOpen, added } = value as Partial<Record<string, unknown>>
    return {
      isOpen: typeof isOpen === 'boolean' ? isOpen : usual.isOpen,
      added: Array.isArray(added)
        ? added
            .filter((it): it is string => typeof it === 'string' && facetField(it) !== undefined)
            .slice(0, MAX_ADDED)
        : [],
    }
  } catch {
    return usual
  }
}

export function writeFacetPreference(preference: FacetPreference): void {
  writePreference('facets', JSON.stringify(preference))
}
