import { z } from 'zod'
import { CATEGORIES } from '../category.ts'
import { CALL_FACTS, type CallFacts, type FactDefinition } from '../vocabulary/call-facts.ts'
import { RowChunkSchema } from './query-answers.ts'

const count = z.int().min(0)

const factSchema = ({ aggregate, value }: FactDefinition) => {
  if (aggregate === 'count') return count
  return 'attr' in value && value.as === 'text' ? z.string().optional() : z.number().optional()
}

const facts = z
  .object(
    Object.fromEntries(
      (CALL_FACTS as readonly FactDefinition[]).map((fact) => [fact.name, factSchema(fact)]),
    ),
  )
  .describe('Times in microseconds; absent = no event gave it') as unknown as z.ZodType<CallFacts>

/** What the card of a call is computed from; `src/analysis/call-story.ts` computes it. */
export const CallStoryAnswer = z
  .object({
    callid: z.string(),
    facts,
    landmarks: RowChunkSchema.describe(
      'Events of the call and of its sessions that tell what happened, by time',
    ),
    complete: z
      .boolean()
      .describe('false = of tickets only the newest events are there; of other kinds it never says'),
    counts: z
      .array(z.object({ category: z.enum(CATEGORIES), events: count, warnings: count, errors: count }))
      .readonly()
      .describe('Everything that the sessions of the call recorded while it lasted'),
    holes: z
      .array(z.object({ session: z.string(), from: count, to: count }))
      .readonly()
      .describe('Seqs that are not stored'),
  })
  .meta({ id: 'CallStory' })
