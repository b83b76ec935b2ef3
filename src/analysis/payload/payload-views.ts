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
  readonly session: string
  readonly form: string
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
    if (isNetLog(about)) views.push('netlog')
    if (about.form === 'list') views.push('list')
    views.push('tree')
    if (hasRows(head)) views.push('table')
  }
  if (!isJson && views.length === 0 && readHttpMessage(head)) views.push('headers')
  const coding = isJson || views.length > 0 ? undefined : byteCoding(head)
  if (coding === undefined) return [...views, 'text', 'hex']
  return [...views, 'hex', 'text']
}

/** An array of objects, or one object a line. */
const hasRows = (head: string) => /\[\s*\{/.test(head) || /^\s*\{.*\}\s*\n\s*\{/.test(head)

/** Sessions that were read from a NetLog say so: their events are of many categories. */
const isNetLog = ({ session }: About) => session.startsWith('netlog-')
