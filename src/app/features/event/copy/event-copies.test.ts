import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aStoredEvent } from '#testing/builders/event.ts'
import { eventAsMarkdown } from './event-markdown.ts'
import { eventAsJson, eventAsText } from './event-text.ts'

const time = '2021-12-27 10:00:00.000001 Asia/Shanghai'
const words = {
  time: 'Time',
  session: 'Session',
  callid: 'Call',
  source: 'Source',
  span: 'Span',
  link: 'Open in Clueline',
}
const ticket = (message: string, attrs: Record<string, string> = {}) =>
  eventAsMarkdown({
    event: aStoredEvent({ message, attrs, level: 'error', name: 'SEAT_DROPPED' }),
    payload: '',
    time,
    title: 'Seat dropped',
    source: undefined,
    link: 'https://a.example/logs?row=s.1',
    words,
  })

describe('a row as text', () => {
  test('says all of it', () => {
    const event = aStoredEvent({
      name: 'REQUEST',
      phase: 'end',
      message: 'done',
      source: { id: '5', type: 'REQUEST', name: '/login' },
      attrs: { status: '200' },
    })
    expect(eventAsText({ event, payload: '{"id":12345678901234567890}', time })).toBe(
      [
        `${time}  INFO  app  REQUEST  END`,
        'done',
        'session session-1  seq 1',
        'source /login (REQUEST 5)',
        '  status = 200',
        '{"id":12345678901234567890}',
      ].join('\n'),
    )
  })
})

describe('a row as JSON', () => {
  test('keeps the payload as the text that was received', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (payload) => {
        const event = aStoredEvent({ payloadBytes: payload.length })
        const read: unknown = JSON.parse(eventAsJson({ event, payload, time }))
        expect(read).toHaveProperty('payload', payload)
      }),
    )
  })
})

describe('a row for a ticket', () => {
  test('has title, message, time with zone, ids, attributes and link', () => {
    expect(ticket('票据过期', { reason: 'ticket-expired' })).toBe(
      [
        String.raw`### ERROR: Seat dropped \(SEAT\_DROPPED\)`,
        '',
        '```',
        '票据过期',
        '```',
        '',
        `- Time: \`${time}\``,
        '- Session: `session-1 #1`',
        '- reason: `ticket-expired`',
        '',
        '[Open in Clueline](https://a.example/logs?row=s.1)',
        '',
      ].join('\n'),
    )
  })

  test('no message can end its block, no value its quotes', () => {
    const hostile = fc.string({ unit: fc.constantFrom('`', '\n', '#', '<', '>', '[', ']', 'a', ' ') })
    fc.assert(
      fc.property(hostile, hostile, (message, value) => {
        const lines = ticket(`x${message}`, { reason: value }).split('\n')
        expect(ticket('x', { reason: value.replaceAll('\n', '\r') }).split(/[\r\n]/)).toHaveLength(
          ticket('x', { reason: 'a' }).split('\n').length,
        )
        const [fence = ''] = lines.slice(2)
        const last = lines.lastIndexOf(fence)
        expect(lines.slice(3, last).join('\n')).toBe(`x${message}`)
        const fact = lines.find((line) => line.startsWith('- reason: ')) ?? ''
        const ticks = /^- reason: (`+)/.exec(fact)?.[1] ?? ''
        expect(fact.endsWith(ticks)).toBe(true)
      }),
    )
  })
})
