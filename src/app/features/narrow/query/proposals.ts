import { complete, type Completing } from '#protocol/query-lang/completion.ts'
import {
  FIELD_NAMES,
  fieldDefinition,
  FLAG_NAMES,
  FLAGS,
  HAS,
  IS,
  type FieldName,
} from '#protocol/query-lang/fields.ts'
import { parseQuery } from '#protocol/query-lang/parse.ts'
import { printFieldName, printText } from '#protocol/query-lang/print.ts'
import { unreachable } from '#protocol/query-lang/unreachable.ts'
import { foldText } from '#protocol/text-fold.ts'
import type { FirstMessages } from '../../../i18n/en.ts'
import type { Language } from '../../../i18n/language.tsx'

export type ProposalGroup = 'recent' | 'saved' | 'fields' | 'words' | 'values' | 'keys'

/** Something that can be put at the caret, or asked as a whole. */
export interface Proposal {
  readonly group: ProposalGroup
  /** What is shown; unique within its group. */
  readonly text: string
  readonly detail?: string
  /** Events with it in the present range. */
  readonly count?: number
  /** What is written in place of the piece at the caret; `whole` takes the place of all of the text, and is run. */
  readonly insertion: string
  readonly whole?: true
}

/** What the data gives for a place: values with counts, or keys. */
export interface KnownValues {
  readonly values: readonly { readonly value: string; readonly count: number }[]
}

/** More than anybody reads; the rest comes by typing on. */
export const MAX_PROPOSALS = 50

/** What to ask the server for at this place; undefined: the language alone knows. */
export function valuesField(completing: Completing): string | undefined {
  if (completing.kind === 'key') return `${completing.family}.`
  if (completing.kind !== 'value') return undefined
  const { name, key } = completing.field
  const { type } = fieldDefinition(name)
  if (type === 'number' || type === 'time' || type === 'phone' || name === 'payload' || name === 'id')
    return undefined
  return key === undefined ? name : `${name}.${key}`
}

/** What fits what was written so far: what begins with it first, then what contains it. */
export function proposalsFor(
  completing: Completing,
  known: KnownValues | undefined,
  language: Language,
  messages: FirstMessages,
): readonly Proposal[] {
  const all = candidates(completing, known, language, messages)
  return ranked(all, completing.prefix).slice(0, MAX_PROPOSALS)
}

function candidates(
  completing: Completing,
  known: KnownValues | undefined,
  language: Language,
  messages: FirstMessages,
): readonly Proposal[] {
  switch (completing.kind) {
    case 'flag':
      return FLAG_NAMES.map((flag) => ({
        group: 'words',
        text: flag,
        detail: FLAGS[flag][language],
        insertion: flag,
      }))
    case 'key':
      return (known?.values ?? []).map(({ value, count }) => ({
        group: 'keys',
        text: value,
        count,
        insertion: printedKey(completing.family, value) + completing.suffix,
      }))
    case 'value':
      return values(completing.field.name, known)
    case 'field':
      return completing.startsTerm
        ? [...fields(completing.suffix, language), ...words(completing.suffix, messages)]
        : fields(completing.suffix, language)
    default:
      return unreachable(completing)
  }
}

function fields(suffix: string, language: Language): readonly Proposal[] {
  return FIELD_NAMES.map((name) => {
    const { description, keyed } = fieldDefinition(name)
    return {
      group: 'fields',
      text: keyed ? `${name}.` : name,
      detail: description[language],
      insertion: keyed ? `${name}.` : name + suffix,
    }
  })
}

function words(suffix: string, messages: FirstMessages): readonly Proposal[] {
  const { operators, has, is } = messages.query.completion
  return [
    { group: 'words', text: `${IS}:`, detail: is, insertion: IS + suffix },
    { group: 'words', text: `${HAS}:`, detail: has, insertion: HAS + suffix },
    ...(['OR', 'NOT', 'AND'] as const).map((operator): Proposal => ({
      group: 'words',
      text: operator,
      detail: operators[operator],
      insertion: `${operator} `,
    })),
  ]
}

function values(name: FieldName, known: KnownValues | undefined): readonly Proposal[] {
  const found = known?.values ?? []
  const fixed = fieldDefinition(name).values ?? []
  const counts = new Map(found.map(({ value, count }) => [value, count]))
  // A fixed list is whole, also where the range has none of a value.
  const listed = fixed.length > 0 ? fixed : found.map(({ value }) => value)
  return listed.map((value) => {
    const count = known ? (counts.get(value) ?? 0) : undefined
    return {
      group: 'values',
      text: value,
      insertion: printText({ kind: 'text', text: value, start: 0, end: 0 }),
      ...(count === undefined ? {} : { count }),
    }
  })
}

const printedKey = (name: FieldName, key: string) =>
  printFieldName({ name, key, start: 0, end: 0 }).slice(name.length + 1)

function ranked(proposals: readonly Proposal[], prefix: string): readonly Proposal[] {
  const wanted = foldText(prefix)
  if (wanted === '') return proposals
  const rank = ({ text, detail, group }: Proposal): number => {
    const folded = foldText(text)
    if (folded === wanted) return 0
    if (folded.startsWith(wanted)) return 1
    if (folded.split('.').some((part) => part.startsWith(wanted))) return 2
    if (folded.includes(wanted)) return 3
    return group !== 'values' && detail !== undefined && foldText(detail).includes(wanted) ? 4 : 5
  }
  return proposals
    .map((proposal) => ({ proposal, rank: rank(proposal) }))
    .filter((it) => it.rank < 5)
    .sort((a, b) => a.rank - b.rank)
    .map(({ proposal }) => proposal)
}

/** What was written already needs no proposal of itself. */
export function isDone(completing: Completing, proposals: readonly Proposal[], text: string): boolean {
  const [only] = proposals
  return (
    proposals.length === 1 && only !== undefined && complete(text, completing, only.insertion).text === text
  )
}

/** Recent and saved queries that contain what was written. */
export function queryProposals(
  text: string,
  recent: readonly string[],
  saved: readonly { readonly name: string; readonly query: string }[],
): readonly Proposal[] {
  const wanted = foldText(text.trim())
  const fits = (it: string) => foldText(it).includes(wanted)
  return [
    ...saved
      .filter(({ name, query }) => fits(name) || fits(query))
      .map(({ name, query }): Proposal => ({
        group: 'saved',
        text: name,
        detail: query,
        insertion: query,
        whole: true,
      })),
    ...recent
      .filter((query) => fits(query) && parseQuery(query).ok)
      .map((query): Proposal => ({ group: 'recent', text: query, insertion: query, whole: true })),
  ]
}
