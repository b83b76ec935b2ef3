import type { StoredEvent } from '#protocol/event.ts'
import { sourceText } from '../source-text.ts'

/** What the copied forms need besides the event. */
export interface CopiedEvent {
  readonly event: StoredEvent
  readonly payload: string
  /** With its zone: `2021-12-27 10:02:11.481007 Asia/Shanghai`. */
  readonly time: string
}

/** A row for a chat or a mail: one line that says it all, then ids, attributes and payload. */
export function eventAsText({ event, payload, time }: CopiedEvent): string {
  const { level, category, name, phase, label, message, source, span, callid, session, seq, attrs } = event
  const title = [time, level.toUpperCase(), category, name, phase === 'none' ? '' : phase.toUpperCase()]
  const lines = [
    title.filter((it) => it !== '').join('  '),
    message ?? '',
    [`session ${session}`, `seq ${seq}`, callid && `callid ${callid}`].filter(Boolean).join('  '),
    [source && `source ${sourceText(source)}`, span && `span ${span}`, label && `label ${label}`]
      .filter(Boolean)
      .join('  '),
    ...Object.entries(attrs).map(([key, value]) => `  ${key} = ${value}`),
    payload,
  ]
  return lines.filter((it) => it !== '').join('\n')
}

/** Field names as in the protocol and in `clueline query --json`; the payload stays the text that was received. */
export function eventAsJson({ event, payload }: CopiedEvent): string {
  const { payloadBytes, ...rest } = event
  return JSON.stringify(payloadBytes === 0 ? rest : { ...rest, payload }, undefined, 2)
}
