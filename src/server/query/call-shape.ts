import type { CallFacts } from '#protocol/vocabulary/call-facts.ts'
import { callOutcome, type CallOutcome } from '#protocol/vocabulary/call-outcome.ts'

/** Facts of which the outcome rule only asks whether there are any. */
export const SHAPE_FLAGS = [
  'connectedTs',
  'endedTs',
  'failedTs',
  'ringingTs',
  'iceConnectedTs',
  'iceFailedTs',
  'oneWay',
  'samples',
  'qualityAlarms',
] as const
export const SHAPE_TEXTS = ['direction', 'reason', 'endedBy'] as const
/** Where it stops mattering how many there are. */
export const MOST_LOW_SAMPLES = 9

/**
 * All that decides how a call came out, so that the engine can count a million calls by it and the one rule of
 * outcomes still judges them: two calls of one shape have one outcome (a property in `call-shape.test.ts`).
 */
export interface CallShape {
  readonly texts: Readonly<Record<(typeof SHAPE_TEXTS)[number], string>>
  /** Empty: none. */
  readonly sipCode: string
  /** One digit per flag, `1` where it is there; then the number of low samples, at most `MOST_LOW_SAMPLES`. */
  readonly flags: string
}

type MutableFacts = { -readonly [Name in keyof CallFacts]: CallFacts[Name] }

/** Facts of a call that has this shape; times are of no account to the outcome. */
export function factsOfShape({ texts, sipCode, flags }: CallShape): CallFacts {
  const facts: MutableFacts = {
    events: 0,
    errors: 0,
    warnings: 0,
    samples: 0,
    lowSamples: Number(flags.at(-1) ?? 0),
    oneWay: 0,
    qualityAlarms: 0,
  }
  for (const name of SHAPE_TEXTS) if (texts[name] !== '') facts[name] = texts[name]
  if (sipCode !== '') facts.sipCode = Number(sipCode)
  SHAPE_FLAGS.forEach((name, index) => {
    if (flags[index] === '1') facts[name] = 1
  })
  return facts
}

/** The reference for the engine's own shaping. */
export function shapeOf(facts: CallFacts): CallShape {
  const flag = (name: (typeof SHAPE_FLAGS)[number]) => {
    const value = facts[name]
    // Counts are always there; times may be 0 and are there all the same.
    const isCount = name === 'oneWay' || name === 'samples' || name === 'qualityAlarms'
    return (isCount ? (value ?? 0) > 0 : value !== undefined) ? '1' : '0'
  }
  return {
    texts: {
      direction: facts.direction ?? '',
      reason: facts.reason ?? '',
      endedBy: facts.endedBy ?? '',
    },
    sipCode: facts.sipCode === undefined ? '' : String(facts.sipCode),
    flags: `${SHAPE_FLAGS.map(flag).join('')}${Math.min(facts.lowSamples, MOST_LOW_SAMPLES)}`,
  }
}

export function outcomeOfShape(shape: CallShape): Pick<CallOutcome, 'outcome' | 'reason' | 'media'> {
  const { outcome, reason, media } = callOutcome(factsOfShape(shape))
  return { outcome, media, ...(reason === undefined ? {} : { reason }) }
}
