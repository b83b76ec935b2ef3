import { callOutcome } from '#protocol/vocabulary/call-outcome.ts'
import type { CallSummary, Delivery, SessionSummary } from './event-reader.ts'

/** Session and call as the API shows them. */

const deliveryBody = (delivery: Delivery) => ({
  ...delivery,
  ratio: delivery.highest === 0 ? null : delivery.stored / delivery.highest,
})

export function sessionBody(session: SessionSummary) {
  return { ...session, delivery: deliveryBody(session.delivery) }
}

export function callBody({ facts, maskedNumber, delivery, ...call }: CallSummary) {
  const { outcome, reason, endedBy, ringMicros, talkMicros, media } = callOutcome(facts)
  return {
    ...call,
    delivery: deliveryBody(delivery),
    outcome,
    reason: reason ?? null,
    endedBy: endedBy ?? null,
    ringMicros: ringMicros ?? null,
    talkMicros: talkMicros ?? null,
    media,
    direction: facts.direction ?? null,
    sipCode: facts.sipCode ?? null,
    number: maskedNumber ?? null,
  }
}
