import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { CALL_FACTS, type CallFacts, type FactDefinition } from '#protocol/vocabulary/call-facts.ts'
import { callOutcome } from '#protocol/vocabulary/call-outcome.ts'
import { outcomeOfShape, shapeOf } from './call-shape.ts'

const texts: Readonly<Record<string, fc.Arbitrary<string>>> = {
  direction: fc.constantFrom('inbound', 'outbound', 'sideways'),
  endedBy: fc.constantFrom('staff', 'client', 'system', 'network', 'nobody'),
  reason: fc.oneof(
    fc.constantFrom(
      'normal',
      'busy',
      'no-answer',
      'seat-dropped',
      'media-failed',
      'page-closed',
      '__proto__',
    ),
    fc.string({ minLength: 1, maxLength: 8 }),
  ),
}

function valueOf({ name, aggregate, value }: FactDefinition): fc.Arbitrary<unknown> {
  if (aggregate === 'count') return fc.integer({ min: 0, max: 12 })
  if ('attr' in value && value.as === 'text') return fc.option(texts[name] ?? fc.string(), { nil: undefined })
  if (name === 'sipCode')
    return fc.option(fc.constantFrom(200, 404, 408, 480, 486, 487, 503, 600, 603, 0.5), { nil: undefined })
  return fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: undefined })
}

const facts = fc
  .record(Object.fromEntries((CALL_FACTS as readonly FactDefinition[]).map((it) => [it.name, valueOf(it)])))
  .map((it) => Object.fromEntries(Object.entries(it).filter(([, value]) => value !== undefined)) as CallFacts)

test('the shape of a call decides its outcome', () => {
  fc.assert(
    fc.property(facts, (it) => {
      const { outcome, reason, media } = callOutcome(it)
      expect(outcomeOfShape(shapeOf(it))).toEqual({
        outcome,
        media,
        ...(reason === undefined ? {} : { reason }),
      })
    }),
    { numRuns: 1_000 },
  )
})
