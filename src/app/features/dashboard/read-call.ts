import type { CallMaterial, Landmark } from '#analysis/call-landmarks.ts'
import { callLights, type Light } from '#analysis/call-lights.ts'
import { phaseBar, type PhaseBar } from '#analysis/call-phases.ts'
import { storyMoments, storySentence } from '#analysis/call-story-words.ts'
import { callStory, type CallStory } from '#analysis/call-story.ts'
import { clockFor, type Clock } from '#analysis/call-words.ts'
import type { Label } from '#protocol/vocabulary/types.ts'
import { clocksOf } from './clocks.ts'

/** A call as its card tells it to a reader in one zone. */
export interface CallReading {
  readonly material: CallMaterial
  readonly story: CallStory
  readonly sentence: Label
  readonly clock: Clock
  readonly lights: readonly Light[]
  readonly bar: PhaseBar
  /** Row of the call itself at which it went wrong or ended: where the list goes. */
  readonly turningPoint: Landmark | undefined
}

export function readCall(material: CallMaterial, zone: string): CallReading {
  const story = callStory(material)
  const { minutes, seconds } = clocksOf(zone)
  const clock = clockFor(storyMoments(story), minutes, seconds)
  const ofCall = material.landmarks.filter(({ callid }) => callid === material.callid)
  return {
    material,
    story,
    sentence: storySentence(story, clock),
    clock,
    lights: callLights(material),
    bar: phaseBar(material.facts),
    turningPoint: ofCall.findLast(({ name }) => name === 'CALL_STATE') ?? ofCall.at(-1),
  }
}
