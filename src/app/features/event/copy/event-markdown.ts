import type { CopiedEvent } from './event-text.ts'

interface Words {
  readonly time: string
  readonly session: string
  readonly callid: string
  readonly source: string
  readonly span: string
  readonly link: string
}

interface Ticket extends CopiedEvent {
  /** The event type in the reader's language. */
  readonly title: string
  readonly source: string | undefined
  /** Absent: nobody else could open it. */
  readonly link: string | undefined
  readonly words: Words
}

/** For a ticket: title, time with zone, ids, message, attributes, link. No log text can break out of its place. */
export function eventAsMarkdown(ticket: Ticket): string {
  const { event, time, title, source, link, words } = ticket
  const { level, message, session, seq, callid, span, attrs } = event
  const facts = [
    [words.time, time],
    [words.session, `${session} #${seq}`],
    [words.callid, callid],
    [words.source, source],
    [words.span, span],
    ...Object.entries(attrs),
  ].flatMap(([name, value]) =>
    name === undefined || value === undefined ? [] : [`- ${plain(name)}: ${code(value)}`],
  )
  return [
    `### ${plain(`${level.toUpperCase()}: ${title} (${event.name})`)}`,
    ...(message === undefined ? [] : ['', block(message)]),
    '',
    ...facts,
    '',
    ...(link === undefined ? [] : [`[${plain(words.link)}](${link})`, '']),
  ].join('\n')
}

/** Text that says nothing to Markdown or HTML. */
function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_{}[\]()#+!|<>~&-]/g, (it) =>
      it === '<' ? '&lt;' : it === '>' ? '&gt;' : it === '&' ? '&amp;' : `\\${it}`,
    )
}

/** More ticks than the text has in a row, so that none of them ends it. */
function fence(text: string, least: number): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  return '`'.repeat(Math.max(least, longest + 1))
}

function code(text: string): string {
  const line = text.replaceAll(/\s*[\r\n]\s*/g, ' ⏎ ')
  if (line.trim() === '') return '``'
  const ticks = fence(line, 1)
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return ticks + pad + line + pad + ticks
}

function block(text: string): string {
  const ticks = fence(text, 3)
  return `${ticks}\n${text}\n${ticks}`
}
