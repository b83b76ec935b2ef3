import type { Attributes } from '#protocol/event.ts'
import { byteCoding } from './hex-dump.ts'
import { readHttpMessage } from './http-message.ts'
import { readSdp } from './sdp.ts'
import { readStack } from './stack-trace.ts'

/** Ways to look at a payload. `text` and `hex` are possible for any; the raw text is always one of them. */
export const PAYLOAD_VIEWS = [
  'sdp',
  'candidates',
  'stack',
  'headers',
  'netlog',
  'table',
  'tree',
  'list',
  'text',
  'hex',
] as const
export type PayloadView = (typeof PAYLOAD_VIEWS)[number]

interface About {
  readonly category: string
  readonly form: string
  readonly attrs: Attributes
}

/** A text's first characters tell what it is; looking at more would make a large one wait. */
const LOOK_CHARS = 64 * 1024

/** The views that fit a payload, best first. Judged by its content; what is known of the event only breaks ties. */
export function viewsOf(payload: string, about: About): readonly PayloadView[] {
  const head = payload.slice(0, LOOK_CHARS)
  const isJson = /^\s*[[{]/.test(head)
  const views: PayloadView[] = []
  if (/^\s*v=\d/.test(head) && readSdp(head)) views.push('sdp')
  if (/candidate:\S+ \d/.test(head)) views.push('candidates')
  if (!isJson && readStack(head)) views.push('stack')
  if (isJson) {
    const order: readonly PayloadView[] =
      about.form === 'list' ? ['list', 'tree', 'table'] : ['tree', 'table']
    if (isNetLog(about)) views.push('netlog')
    views.push(...order)
  }
  if (!isJson && views.length === 0 && readHttpMessage(head)) views.push('headers')
  const coding = isJson || views.length > 0 ? undefined : byteCoding(head)
  // JSON that carries a description: its fields matter first, the description inside is one press away.
  if (coding === undefined) return [...views, 'text', 'hex']
  return [...views, 'hex', 'text']
}

const isNetLog = ({ category }: About) => category === 'network'
