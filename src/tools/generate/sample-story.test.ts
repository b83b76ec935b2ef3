import { describe, expect, test } from 'vitest'
import { clientAnswer } from '#analysis/call-client-answer.ts'
import type { Landmark } from '#analysis/call-landmarks.ts'
import { callLights } from '#analysis/call-lights.ts'
import { storyMoments, storySentence } from '#analysis/call-story-words.ts'
import { callStory } from '#analysis/call-story.ts'
import { clockFor } from '#analysis/call-words.ts'
import { callMaterialOf } from '#testing/builders/call-material.ts'
import { sampleSessions } from './sample.ts'
import type { GeneratedSession } from './sessions.ts'

const [troubled, healthy] = sampleSessions() as readonly [GeneratedSession, GeneratedSession]
const inChina = (from: number, to: number) => (time: number) =>
  new Date(time / 1_000 + 8 * 3_600_000).toISOString().slice(from, to)
const minutes = inChina(11, 16)
const seconds = inChina(11, 19)

interface Told {
  readonly en: string
  readonly zh: string
  readonly lights: string
  readonly answer: { readonly en: string; readonly zh: string }
}

/** Of every call of a session, in order. */
function told({ session, events }: GeneratedSession): readonly Told[] {
  const all = events.map((event): Landmark => ({ ...event, session, ts: event.time }))
  const callids = new Set(all.flatMap(({ callid }) => callid ?? []))
  return [...callids].map((callid) => {
    const material = callMaterialOf(callid, all)
    const story = callStory(material)
    const clock = clockFor(storyMoments(story), minutes, seconds)
    const when = { en: '27 December 2021', zh: '2021年12月27日' }
    return {
      ...storySentence(story, clock),
      lights: callLights(material)
        .map(({ name, state }) => `${name} ${state}`)
        .join(', '),
      answer: clientAnswer(story, { clock, when }),
    }
  })
}

describe('the story of a call', () => {
  test('tells the case of the Tracker document: the seat dropped, and why', () => {
    expect(told(troubled).map(({ en }) => en)).toEqual([
      'Answered after 6 s of ringing; talked 1 min 10 s until the client hung up',
      'Answered after 6 s of ringing; talked 2 min 4 s until the client hung up',
      'Nobody answered within 32 s of ringing',
      'Answered after 6 s of ringing; talked 1 min 35 s until the staff hung up',
      'Call failed at 10:02:51: the ticket expired at 10:02:01 and was never refreshed',
      'Call failed at 10:04: the ticket expired at 10:02 and was never refreshed',
      'Call failed at 10:05: the ticket expired at 10:02 and was never refreshed',
      'Seat dropped at 10:07: the ticket expired at 10:02 and was never refreshed',
      'Answered after 6 s of ringing; talked 48 s until the client hung up',
      'The line was busy',
      'Answered after 6 s of ringing; talked 1 min 20 s until the client hung up, but the sound was poor (lowest MOS 1.4)',
      'Seat dropped at 10:45: the ticket expired at 10:40 and was never refreshed',
      'Seat dropped at 10:45: the ticket expired at 10:40 and was never refreshed',
    ])
    expect(told(troubled)[7]?.zh).toBe('坐席于 10:07 掉线：票据在 10:02 过期，一直没有刷新')
  })

  test('lights say that the seat failed, the server refused, and the socket was in good health all the time', () => {
    expect(told(troubled)[7]?.lights).toBe(
      'seat failed, api failed, push good, socket good, media not-reached',
    )
    expect(told(troubled)[11]?.lights).toBe('seat failed, api trouble, push good, socket good, media good')
  })

  test('finds no trouble with the healthy colleague', () => {
    for (const { en, lights } of told(healthy)) {
      expect(en).toMatch(/^(Answered after|The client rejected)/)
      expect(lights).toMatch(/^seat good, api good, push good, socket good, media (good|not-reached)$/)
    }
  })

  test('answers the client without ids, numbers or words of ours', () => {
    const callids = troubled.events.flatMap(({ callid }) => callid ?? [])
    for (const { answer } of told(troubled)) {
      for (const text of [answer.en, answer.zh]) {
        expect(text).not.toMatch(/\d{5}|ticket|seat|socket|API|ICE|SIP|票据|掉线|WebSocket/i)
        for (const callid of callids) expect(text).not.toContain(callid.slice(-4))
      }
    }
    expect(told(troubled)[7]?.answer).toEqual({
      en: "The call of 27 December 2021 could not be put through: the agent's sign-in had run out at 10:02 without being renewed, so the system signed the agent out at 10:07. Signing in again makes calls possible again.",
      zh: '2021年12月27日的通话：未能接通，原因是坐席的登录凭证在 10:02 到期后没有续期，系统于 10:07 将坐席签出。重新签入后即可恢复通话。',
    })
  })
})
