import { CATEGORIES } from '#protocol/category.ts'
import { ATTRIBUTES, RESERVED_ATTRIBUTES } from '#protocol/vocabulary/attributes.ts'
import { CALL_FACTS, type FactDefinition } from '#protocol/vocabulary/call-facts.ts'
import { OUTCOME_LABELS, OUTCOMES } from '#protocol/vocabulary/call-outcome.ts'
import { CATEGORY_LABELS } from '#protocol/vocabulary/labels.ts'
import { EVENT_TYPES } from '#protocol/vocabulary/lookup.ts'
import { SOURCE_TYPES } from '#protocol/vocabulary/source-types.ts'
import {
  MACHINE_NAMES,
  STATE_MACHINES,
  stateLabel,
  type StateMachine,
} from '#protocol/vocabulary/state-machines.ts'
import type { AttributeDefinition, EventType, Label } from '#protocol/vocabulary/types.ts'

/** Written by `generate --format vocabulary --out docs/guide/vocabulary.md`. */
export const VOCABULARY_DOC_FILE = 'docs/guide/vocabulary.md'

const INTRODUCTION = `# Vocabulary

Written by \`node dist/server/generate.js --format vocabulary --out ${VOCABULARY_DOC_FILE}\` from \`src/protocol/vocabulary/\`;
change the tables there, not this page. A test compares the two.

Names are upper case as in NetLog; attributes are short, lower case, and typed in the query box as \`attr.<name>\`.
Everything here is a proposal to recorders: an unknown name, attribute or state is stored, found and shown as it is.

- **instant**: stands alone, phase \`none\`
- **span**: a BEGIN and an END of the same name
- **opens**: a BEGIN that an END of another name closes
- **closes**: such an END`

const both = ({ en, zh }: Label) => (en === zh ? en : `${en} / ${zh}`)
const code = (text: string) => `\`${text}\``
const codes = (texts: readonly string[]) => texts.map(code).join(', ')

function shapeOf(type: EventType): string {
  if (type.shape === 'opener') return `opens, closed by ${codes(type.closers)}`
  return type.shape === 'closer' ? 'closes' : type.shape
}

function eventItem(type: EventType): string {
  const number = type.number === undefined ? '' : `, number ${type.number}`
  const usual = type.level === 'info' ? '' : `, usually ${type.level}`
  const attrs = type.attrs.length === 0 ? '' : `: ${codes(type.attrs)}`
  return `- ${code(type.name)} ${both(type.label)} (${shapeOf(type)}${usual}${number})${attrs}`
}

function attributeItem(attribute: AttributeDefinition): string {
  const { type, unit, sensitivity, otel, values } = attribute
  const parts = [
    unit === undefined ? type : `${type} in ${unit}`,
    ...(sensitivity === 'none' ? [] : [`**${sensitivity}**`]),
    ...(otel === undefined ? [] : [`OpenTelemetry ${code(otel)}`]),
  ]
  const known = values === undefined ? '' : `: ${codes(Object.keys(values))}`
  return `- ${code(attribute.name)} ${both(attribute.label)} (${parts.join(', ')})${known}`
}

function machineSection(machine: StateMachine, label: (state: string) => Label): string {
  const rows = Object.entries(machine.transitions).map(([from, to]) => {
    const next = to.length === 0 ? 'final' : `→ ${codes(to)}`
    return `- ${code(from)} ${both(label(from))} ${next}`
  })
  const entries = machine.entries.map(
    (entry) =>
      `${code(entry.name)}${entry.phase === undefined ? '' : ` (${entry.phase})`} enters ${code(entry.to)}`,
  )
  const also = entries.length === 0 ? '' : ` Also: ${entries.join(', ')}.`
  return `### ${both(machine.label)}

Carried by ${code(machine.event)} in ${code(machine.attr)}, one machine per ${machine.key}, starts in ${code(machine.initial)}.${also}

${rows.join('\n')}`
}

function factItem({ name, aggregate, value, when }: FactDefinition): string {
  const of = 'column' in value ? value.column : value.attr
  const attr = when.attr
  const test =
    attr === undefined
      ? []
      : ['oneOf' in attr ? `${attr.attr} in ${attr.oneOf.join(', ')}` : `${attr.attr} below ${attr.below}`]
  const conditions = [when.category, when.name, when.phase, when.level, ...test].filter(
    (part) => part !== undefined,
  )
  const where = conditions.length === 0 ? '' : ` where ${conditions.join('; ')}`
  return `- ${code(name)}: ${aggregate === 'count' ? 'count' : `${aggregate} ${of}`}${where}`
}

/** The page of the guide, whole. */
export function vocabularyDoc(): string {
  const categories = CATEGORIES.map((category) => {
    const items = EVENT_TYPES.filter((type) => type.category === category).map(eventItem)
    return `### ${category}: ${both(CATEGORY_LABELS[category])}\n\n${items.join('\n')}`
  })
  const machines = MACHINE_NAMES.map((name) =>
    machineSection(STATE_MACHINES[name], (state) => stateLabel(name, state)),
  )
  const sources = [...SOURCE_TYPES.values()].map((type) => `- ${code(type.name)} ${both(type.label)}`)
  const sections = [
    INTRODUCTION,
    `## Events\n\n${categories.join('\n\n')}`,
    `## Attributes\n\nReserved, with a meaning of their own to the server: ${codes(RESERVED_ATTRIBUTES)}.\n\n- **number**: a phone number; the server replaces it by a token\n- **secret**: a credential; never kept\n- **personal**: names a person; masked where a log leaves the company\n\n${[...ATTRIBUTES.values()].map(attributeItem).join('\n')}`,
    `## Source types\n\n${sources.join('\n')}`,
    `## States\n\nA transition that is not listed is flagged, never hidden. Staying in a state is legal.\n\n${machines.join('\n\n')}`,
    `## Outcome of a call\n\n${OUTCOMES.map((outcome) => `- ${code(outcome)} ${both(OUTCOME_LABELS[outcome])}`).join('\n')}\n\nComputed by \`callOutcome\` from these facts, each one aggregate over the events of one callid:\n\n${CALL_FACTS.map(factItem).join('\n')}`,
  ]
  return `${sections.join('\n\n')}\n`
}
